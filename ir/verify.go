// The verifier: reports every way a function breaks the rules of doc.go.

package ir

import (
	"errors"
	"fmt"
)

// Verify reports every way the function breaks the rules of the package
// comment, nil if none.
func Verify(f *Func) error {
	v := &verifier{homes: make([]home, f.Number()+1)}
	if len(f.Results) != len(f.Body.Yield) {
		v.report("%d result names for %d results", len(f.Results), len(f.Body.Yield))
	}
	for _, w := range f.Wrt {
		if len(f.WrtParts(w)) == 0 {
			v.report("wrt %s, which is no float parameter", w)
		}
	}
	for _, n := range f.Shadows {
		if p := f.Param(n); p == nil || p.Type.Scalar() && !p.Type.IsRef() {
			v.report("shadow %s, which is no array parameter", n)
		}
	}
	v.region(f.Body, nil)
	return errors.Join(v.errs...)
}

type verifier struct {
	homes []home // by number, of the values met so far
	here  *Region
	errs  []error
}

// home is a value and the region that defines it.
type home struct {
	value  *Value
	region *Region
}

// homeOf is the region of the definition of x, nil if x was not met.
func (v *verifier) homeOf(x *Value) *Region {
	if x.num < len(v.homes) && v.homes[x.num].value == x {
		return v.homes[x.num].region
	}
	return nil
}

func (v *verifier) report(format string, args ...any) {
	v.errs = append(v.errs, fmt.Errorf(format, args...))
}

// region checks a region; what it defines is out of scope afterwards.
func (v *verifier) region(r *Region, parent *Instr) {
	if r.Parent != parent {
		v.report("a region's parent is not the instruction that owns it")
		return
	}
	outer := v.here
	v.here = r
	for _, p := range r.Params {
		if p.Of != r || p.Def != nil {
			v.report("parameter %s is not of its region", p.Name)
		}
	}
	v.define(r, r.Params)
	for _, in := range r.Instrs {
		v.instr(in, r)
		v.define(r, in.Results)
	}
	v.uses("yield", r.Yield)
	v.here = outer
}

func (v *verifier) define(r *Region, vs []*Value) {
	for _, x := range vs {
		if v.homeOf(x) != nil {
			v.report("%s is defined twice", x.Name)
		}
		v.homes[x.num] = home{x, r}
	}
}

func (v *verifier) instr(in *Instr, r *Region) {
	if in.In != r {
		v.report("%s: not of the region that holds it", in.Op.Name)
	}
	v.uses(in.Op.Name, in.Args)
	for _, x := range in.Results {
		if x.Def != in || x.Of != nil {
			v.report("%s: result %s is not its own", in.Op.Name, x.Name)
		}
	}
	if err := in.check(); err != nil {
		v.report("%s: %w", in.Op.Name, err)
	}
	if in.In != r {
		return // the regions' scope is unknown
	}
	for _, sub := range in.Regions {
		v.region(sub, in)
	}
}

func (v *verifier) uses(where string, vs []*Value) {
	for _, x := range vs {
		if home := v.homeOf(x); home == nil || home != v.here && !v.here.Inside(home) {
			v.report("%s: %q is used outside the scope of its definition", where, x.Name)
		}
	}
}

func (in *Instr) check() error {
	if err := in.checkAttr(); err != nil {
		return err
	}
	if in.Op.Struct != nil {
		if err := in.checkArity(); err != nil {
			return err
		}
		return in.Op.Struct.Check(in)
	}
	if len(in.Results) != 1 || in.Result().Type != in.Op.Out || len(in.Regions) != 0 {
		return fmt.Errorf("gives one %v", in.Op.Out)
	}
	if len(in.Args) != len(in.Op.In) {
		return fmt.Errorf("%d operands, want %d", len(in.Args), len(in.Op.In))
	}
	for i, a := range in.Args {
		if a.Type != in.Op.In[i] {
			return fmt.Errorf("operand %d is %v, want %v", i, a.Type, in.Op.In[i])
		}
	}
	return nil
}

// Most structured operations own no regions, and give one result or none.
type (
	givesOne  struct{}
	givesNone struct{}
)

func (givesOne) results() int  { return 1 }
func (givesNone) results() int { return 0 }

// checkArity checks what givesOne and givesNone say.
func (in *Instr) checkArity() error {
	g, ok := in.Op.Struct.(interface{ results() int })
	if ok && (len(in.Results) != g.results() || len(in.Regions) != 0) {
		return fmt.Errorf("%d results and %d regions, want %d and none", len(in.Results), len(in.Regions), g.results())
	}
	return nil
}

func (in *Instr) checkAttr() error {
	ok := false
	switch in.Op.Attr {
	case NoAttr:
		ok = in.Attr == nil
	case FloatAttr:
		_, ok = in.Attr.(float64)
	case IntAttr:
		_, ok = in.Attr.(int)
	case BoolAttr:
		_, ok = in.Attr.(bool)
	case TextAttr:
		_, ok = in.Attr.(string)
	}
	if !ok {
		return fmt.Errorf("attribute %v of type %T", in.Attr, in.Attr)
	}
	return nil
}
