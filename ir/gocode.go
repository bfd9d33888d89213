// Go code that is carried, not understood: what does not matter to a derivative.
//
//	v = goexpr args "template"        an expression without effects that depends on
//	                                  its operands only; it may be computed again
//	results = gocall args "template"  anything else: runs once, in its place
//
// The template is Go text in which $0, $1, … stand for the operands, and
// {import/path} for the name of an imported package: "{fmt}.Println($0)". A
// gocall with results is an expression that gives as many. Operands are of the Go
// types that the text needs, apart from assignability. What a gocall does to the
// memory that its operands refer to is not known: it reads and may write all.

package ir

import (
	"fmt"
	"strconv"
	"strings"
)

var (
	goExprOp = &Op{Name: "goexpr", Doc: "a Go expression without effects", Attr: TextAttr, Struct: goExpr{}}
	goCallOp = &Op{Name: "gocall", Doc: "Go code that runs once, in its place", Attr: TextAttr, Struct: goCall{}}
)

func init() { register(goExprOp); register(goCallOp) }

// IsGoExpr and IsGoCall report what the instruction is; IsGo either.
func (in *Instr) IsGoExpr() bool { return in.Op == goExprOp }
func (in *Instr) IsGoCall() bool { return in.Op == goCallOp }
func (in *Instr) IsGo() bool     { return in.IsGoExpr() || in.IsGoCall() }

// Template is the Go text of a goexpr or gocall.
func (in *Instr) Template() string {
	text, _ := cutReason(in.Attr.(string))
	return text
}

// IsPanic reports whether the instruction is a call of panic: nothing runs behind it.
func (in *Instr) IsPanic() bool {
	return in.IsGoCall() && strings.HasPrefix(in.Template(), "panic(")
}

// GoExpr appends a Go expression of the type.
func (b *Builder) GoExpr(t Type, template string, args ...*Value) *Value {
	return b.Emit(goExprOp, template, args, t).Result()
}

// GoCall appends Go code with results of the types.
func (b *Builder) GoCall(template string, args []*Value, results ...Type) *Instr {
	return b.Emit(goCallOp, template, args, results...)
}

func checkTemplate(in *Instr) error {
	for i := range in.Args {
		if !strings.Contains(in.Template(), "$"+strconv.Itoa(i)) {
			return fmt.Errorf("operand %d is not in the template %q", i, in.Template())
		}
	}
	for _, v := range append(append([]*Value(nil), in.Args...), in.Results...) {
		if v.Type.Rank > 1 {
			return fmt.Errorf("%s is %v, which Go code cannot have", v.Name, v.Type)
		}
	}
	return nil
}

// GoCode runs Go code for the interpreter: the machine's hook, if set; what
// has no hook ends the run.
type GoCode func(in *Instr, args []Scalar) (results []Scalar, err error)

func (m *Machine) runGo(in *Instr) {
	if len(in.Results) == 1 && len(in.Args) == 0 {
		if s, ok := literal(in.Template()); ok {
			m.Set(in.Result(), s)
			return
		}
	}
	if m.GoCode == nil || in.IsPanic() {
		m.Fail(in, "the interpreter cannot run Go code: "+in.Template())
	}
	results, err := m.GoCode(in, m.Scalars(in.Args))
	if err != nil {
		m.Fail(in, err.Error())
	}
	m.setAll(in.Results, results)
}

// literal is the value of nil, of a zero value or of a string literal.
func literal(text string) (Scalar, bool) {
	if text == "nil" || text == `""` || strings.HasPrefix(text, "*new(") {
		return Scalar{}, true
	}
	s, err := strconv.Unquote(text)
	return Scalar{V: s}, err == nil
}

type goExpr struct{ givesOne }

func (goExpr) Check(in *Instr) error      { return checkTemplate(in) }
func (goExpr) Effect(*Instr) Effect       { return Effect{} }
func (goExpr) Eval(m *Machine, in *Instr) { m.runGo(in) }

type goCall struct{}

func (goCall) Check(in *Instr) error {
	if len(in.Regions) != 0 {
		return fmt.Errorf("Go code has no regions")
	}
	return checkTemplate(in)
}

func (goCall) Effect(in *Instr) Effect {
	e := Effect{Kept: true}
	for _, a := range in.Args {
		if a.Type.IsRef() || !a.Type.Scalar() {
			e.Reads, e.Writes = append(e.Reads, a), append(e.Writes, a)
		}
	}
	return e
}
func (goCall) Eval(m *Machine, in *Instr) { m.runGo(in) }
