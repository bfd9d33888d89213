// Comparisons at a point.

package run

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
)

// compare runs all comparisons of a point. It gives how many directions were
// compared with differences, and in how many there was a kink.
func (p *point) compare() (compared, rough int) {
	if failing(p.results) != nil {
		p.failed()
		panic(skip{"returns an error"})
	}
	p.weigh(1)
	vjp, jvp, grad := p.derived("vjp"), p.derived("jvp"), p.derived("grad")
	var back []float64
	if vjp != nil {
		p.forget(vjp)
		back = p.reverse(vjp, 0)
	}
	if vjp != nil && jvp != nil {
		p.forward(jvp, back)
	}
	if vjp != nil {
		compared, rough = p.differences(back)
	}
	if grad != nil && vjp != nil {
		p.weigh(0)
		p.gradient(grad, p.reverse(vjp, 0))
	}
	return compared, rough
}

func (p *point) derived(kind string) *Derived {
	for i := range p.Derived {
		if p.Derived[i].Kind == kind {
			return &p.Derived[i]
		}
	}
	return nil
}

// forget takes away the weights of memory that no shadow stands for.
func (p *point) forget(d *Derived) {
	reached := p.reached(d)
	for j, l := range p.leaves {
		if !reached[l.at] {
			p.weights.memory[j] = 0
		}
	}
}

// reached are the floats of parameters for which the derivative has something.
func (p *point) reached(d *Derived) map[place]bool {
	fresh := p.world()
	out := map[place]bool{}
	all := fresh.leaves()
	c := &collector{seen: map[place]bool{}}
	for i, s := range fresh.slots {
		if d.has(i) {
			c.walk("", s, false)
		}
	}
	for j, l := range all {
		if c.seen[l.at] {
			out[p.leaves[j].at] = true
		}
	}
	return out
}

// failed is what a derivative does where the primal returns an error: it
// returns the same, and zeros.
func (p *point) failed() {
	p.weigh(1)
	for i := range p.Derived {
		d := &p.Derived[i]
		beside := p.beside()
		out, panicked := call(d.Func, p.derivedArgs(d, p.world(), beside))
		if panicked != "" {
			disagree("%s: %s", d.Kind, panicked)
		}
		if got, want := failing(out), failing(p.results); got == nil || got.Error() != want.Error() {
			disagree("%s: error %v, and the primal's %v", d.Kind, got, want)
		}
	}
}

// run calls a derivative and compares what it leaves with what the primal leaves.
func (p *point) run(d *Derived, beside *world) []reflect.Value {
	w := p.world()
	out, panicked := call(d.Func, p.derivedArgs(d, w, beside))
	if panicked != "" {
		disagree("%s: %s", d.Kind, panicked)
	}
	values, others := p.split(d, out)
	for k, r := range p.results {
		if diff := differ("", values[k], r); diff != "" {
			disagree("%s: result %d%s, which is the primal's", d.Kind, k, diff)
		}
	}
	for i, s := range w.slots {
		if diff := differ("", s, p.left.slots[i]); diff != "" {
			disagree("%s leaves argument %d%s, which the primal leaves", d.Kind, i, diff)
		}
	}
	return others
}

// split separates the primal's results from those that a derivative adds: an
// error is the last of all.
func (p *point) split(d *Derived, out []reflect.Value) (values, others []reflect.Value) {
	n := len(p.results)
	if n > 0 && p.results[n-1].Kind() == reflect.Interface {
		values = append(out[:n-1:n-1], out[len(out)-1])
		return values, out[n-1 : len(out)-1]
	}
	return out[:n], out[n:]
}

// reverse gives the derivative by each leaf. Shadows begin as garbage if it is
// not zero.
func (p *point) reverse(d *Derived, garbage float64) []float64 {
	beside := p.beside()
	leaves := beside.leaves()
	for j, l := range leaves {
		l.set(garbage)
		if l.memory && garbage == 0 {
			l.set(p.weights.memory[j])
		}
	}
	others := p.run(d, beside)
	for k, r := range d.Results {
		beside.slots[r.Index].Set(others[k])
	}
	out := make([]float64, len(leaves))
	for j, l := range leaves {
		out[j] = l.get()
	}
	return out
}

// gradient compares a gradient with the product that it is. It sets its shadows,
// except where the function writes: there they bring seeds.
func (p *point) gradient(d *Derived, want []float64) {
	garbage := 7.25
	if p.Writes {
		garbage = 0
	}
	for j, g := range p.reverse(d, garbage) {
		if !p.Writes && g == garbage && want[j] == 0 || !p.leaves[j].memory && !p.given(d, j) && want[j] == 0 {
			continue // not touched, which says zero
		}
		if math.Abs(g-want[j]) > 1e-9*(1+math.Abs(want[j])) && !(math.IsNaN(g) && math.IsNaN(want[j])) && !p.Mixed {
			disagree("grad gives %v for %s, vjp %v", g, p.leaves[j].name, want[j])
		}
	}
}

// given reports whether the derivative says something of a leaf.
func (p *point) given(d *Derived, j int) bool { return p.reached(d)[p.leaves[j].at] }

// forward compares forward with reverse mode in a direction.
func (p *point) forward(d *Derived, back []float64) {
	beside := p.beside()
	leaves := beside.leaves()
	r := rand.New(rand.NewPCG(p.seed, 3))
	reached := p.reached(d)
	var want, size float64
	for j, l := range leaves {
		x := float64(float32(r.Float64()*2 - 0.9))
		if !reached[p.leaves[j].at] {
			x = 0
		}
		l.set(x)
		want, size = want+x*back[j], size+math.Abs(x*back[j])
	}
	others := p.run(d, beside)
	results := make([]reflect.Value, len(p.results))
	for k := range results {
		results[k] = reflect.New(p.results[k].Type()).Elem() // zero
	}
	for k, r := range d.Results {
		results[r.Index] = others[k]
	}
	got, size2 := p.total(results, leaves)
	tol := 1e-9
	if p.Mixed {
		tol = 1e-3
	}
	if !(math.Abs(got-want) <= tol*(1e-3+size+size2)) {
		disagree("forward mode gives %v, reverse mode %v (%v)", got, want, fmt.Sprintf("|terms| %.3g, %.3g", size, size2))
	}
}

// differ compares two values to the bits, with all that they refer to.
func differ(name string, got, want reflect.Value) string {
	switch want.Kind() {
	case reflect.Float64, reflect.Float32:
		if math.Float64bits(got.Float()) != math.Float64bits(want.Float()) && !(math.IsNaN(got.Float()) && math.IsNaN(want.Float())) {
			return fmt.Sprintf("%s = %v, not %v", name, got, want)
		}
	case reflect.Struct:
		for i := range want.NumField() {
			if d := differ(name+"."+want.Type().Field(i).Name, got.Field(i), want.Field(i)); d != "" {
				return d
			}
		}
	case reflect.Slice, reflect.Array:
		if got.Len() != want.Len() {
			return fmt.Sprintf("%s has %d elements, not %d", name, got.Len(), want.Len())
		}
		for i := range want.Len() {
			if d := differ(fmt.Sprintf("%s[%d]", name, i), got.Index(i), want.Index(i)); d != "" {
				return d
			}
		}
	case reflect.Pointer:
		if got.IsNil() != want.IsNil() {
			return fmt.Sprintf("%s is nil: %v, not %v", name, got.IsNil(), want.IsNil())
		}
		if !want.IsNil() {
			return differ("*"+name, got.Elem(), want.Elem())
		}
	case reflect.Map:
		return differMaps(name, got, want)
	default:
		if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
			return fmt.Sprintf("%s = %s, not %s", name, g, w)
		}
	}
	return ""
}

func differMaps(name string, got, want reflect.Value) string {
	if got.Len() != want.Len() {
		return fmt.Sprintf("%s has %d entries, not %d", name, got.Len(), want.Len())
	}
	for _, k := range sortedKeys(want) {
		e := got.MapIndex(k)
		if !e.IsValid() {
			return fmt.Sprintf("%s has no entry %v", name, k)
		}
		if d := differ(fmt.Sprintf("%s[%v]", name, k), e, want.MapIndex(k)); d != "" {
			return d
		}
	}
	return ""
}
