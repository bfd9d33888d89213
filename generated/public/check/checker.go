// The points of one case.

package check

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"chainrule/internal/gradcheck"
)

// checker is the state of Check.
type checker struct {
	Case
	makers *Makers
	fn     reflect.Value
	tol    gradcheck.Tolerance
	rand   *rand.Rand
	report Report
}

// run draws points and checks them, until there are enough.
func (k *checker) run() {
	end := time.Now().Add(patience)
	reasons := map[string]int{}
	for attempt := range attempts {
		if k.done() || time.Now().After(end) {
			break
		}
		args, err := newDrawer(k.makers, k.rand, attempt).arguments(k.fn.Type())
		if err != nil {
			reasons[err.Error()]++
			continue
		}
		p, err := newPoint(k.fn, args, k.rand)
		if errors.Is(err, errUnsteady) {
			k.report.NoPoints = err.Error()
			return
		}
		if err != nil {
			reasons[err.Error()]++
			continue
		}
		k.point(p)
	}
	if k.report.Points == 0 {
		k.report.NoPoints = commonest(reasons)
	}
}

// done reports whether the points are enough.
func (k *checker) done() bool {
	r := &k.report
	return len(r.Wrong) > 0 || r.Points >= enough && r.Active && (k.VJP == nil || r.Telling > 0) || r.Points >= most
}

// commonest is the reason that was met most often.
func commonest(reasons map[string]int) (best string) {
	for r, n := range reasons {
		if n > reasons[best] || n == reasons[best] && r < best {
			best = r
		}
	}
	return best
}

// point checks some of the partial derivatives of a point.
func (k *checker) point(p *point) {
	k.report.Points++
	found := k.look(p)
	switch {
	case len(found) == 0:
	case k.singular(p, found):
		k.report.Singular++
	default:
		k.report.Wrong = append(k.report.Wrong, found...)
	}
}

// singular reports whether nothing is wrong at a point that is close: then it was
// wrong because of numbers that have no neighbours like them, as zeros and ones.
// Where a derivative is NaN, as that of a root of 0, integers are moved too, and
// there may be no neighbours at all.
func (k *checker) singular(p *point, found []string) bool {
	const near, tries = 1e-3, 5
	undefined := !slices.ContainsFunc(found, func(s string) bool { return !strings.Contains(s, ": NaN, by differences") })
	for range tries {
		args := cloneAll(p.args)
		for _, l := range leavesOf(args) {
			l.set(l.get()*(1+near*(k.rand.Float64()-0.5)) + near*(k.rand.Float64()-0.5))
		}
		if undefined {
			for _, v := range args {
				moveIntegers(v)
			}
		}
		q, err := newPoint(k.fn, args, k.rand)
		if err == nil {
			return len(k.look(q)) == 0
		}
	}
	return undefined && k.report.Telling > 0
}

// moveIntegers adds one to the integers in an argument that stand there by value.
func moveIntegers(v reflect.Value) {
	switch {
	case v.CanInt() && !Foreign(v.Type()):
		v.SetInt(v.Int() + 1)
	case v.Kind() == reflect.Struct && !Foreign(v.Type()):
		for i := range v.NumField() {
			moveIntegers(field(v, i))
		}
	}
}

// look compares some of the partial derivatives at a point with differences, and
// gives what is wrong.
func (k *checker) look(p *point) (found []string) {
	var got map[string]float64
	if k.VJP != nil {
		var err error
		if got, err = p.derivatives(reflect.ValueOf(k.VJP), k.Roles); err != nil {
			return []string{fmt.Sprintf("%v, at %s", err, show(p.args))}
		}
	}
	chosen := k.rand.Perm(len(p.inputs))
	for _, i := range chosen[:min(len(chosen), partials)] {
		found = append(found, k.partial(p, i, got)...)
	}
	return found
}

// partial checks one partial derivative.
func (k *checker) partial(p *point, i int, got map[string]float64) (found []string) {
	want := p.partial(i, k.tol)
	telling := want.clear && math.Abs(want.value-p.held[i]) > k.tol.Abs+10*want.err
	k.report.Active = k.report.Active || telling
	if got == nil {
		return nil
	}
	path := p.inputs[i].path
	d, said := got[path]
	if !said || k.skips(path) {
		k.report.Left++
		return nil
	}
	v := judge(d, want, k.tol)
	if v == wrong && p.steps(i, want.value) {
		v = kink
	}
	switch v {
	case agrees:
		k.report.Agree++
		if telling {
			k.report.Telling++
		}
	case kink:
		k.report.Kinks++
	case unclear:
		k.report.Unclear++
	case wrong:
		return []string{fmt.Sprintf("by argument %s: %v, by differences %v ± %.1g, at %s", path, d, want.value, want.err, show(p.args))}
	}
	return nil
}

// skips reports whether the path is of a parameter that is not compared.
func (k *checker) skips(path string) bool {
	return slices.ContainsFunc(k.Skip, func(i int) bool { return root(path) == strconv.Itoa(i) })
}

// withSingles reports whether a function takes or gives float32.
func withSingles(fn reflect.Type) bool {
	for i := range fn.NumIn() {
		if hasSingle(fn.In(i), 0) {
			return true
		}
	}
	for i := range fn.NumOut() {
		if hasSingle(fn.Out(i), 0) {
			return true
		}
	}
	return false
}

func hasSingle(t reflect.Type, depth int) bool {
	if depth > deepest || Foreign(t) {
		return false
	}
	switch t.Kind() {
	case reflect.Float32:
		return true
	case reflect.Slice, reflect.Array, reflect.Pointer, reflect.Map:
		return hasSingle(t.Elem(), depth+1)
	case reflect.Struct:
		for i := range t.NumField() {
			if hasSingle(t.Field(i).Type, depth+1) {
				return true
			}
		}
	}
	return false
}
