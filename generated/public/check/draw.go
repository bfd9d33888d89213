// Arguments drawn by reflection.

package check

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
)

// Makers say how values of types of the surveyed module come about.
type Makers struct {
	Functions []any          // functions that return a value of such a type, or take the place of a parameter
	Types     []reflect.Type // what may be behind an interface
	Constants []any          // named constants

	endless map[int]bool // functions that did not end
}

// drawer draws arguments.
type drawer struct {
	*Makers
	rand      *rand.Rand
	size      int     // of slices
	uneven    bool    // slices differ in size
	low, high float64 // of floats
	integers  int     // the largest integer
	makers    float64 // how likely a function makes a value that needs none
	absent    float64 // how likely a slice within something is nil
	intrudes  bool    // fields are filled that only their package can fill
}

// ranges of floats; the first are those that most functions take.
var ranges = [][2]float64{{0.1, 0.9}, {-1, 1}, {0.5, 3}, {-3, 3}, {1, 10}, {20, 60}, {-100, 100}}

// sizes of slices. Indicators with a long memory need the last ones.
var sizes = []int{3, 4, 5, 6, 6, 8, 12, 40, 90}

// newDrawer gives a drawer for one attempt at arguments.
func newDrawer(m *Makers, r *rand.Rand, attempt int) *drawer {
	span := ranges[r.IntN(min(len(ranges), 3+attempt/4))]
	return &drawer{
		Makers: m, rand: r, size: sizes[r.IntN(min(len(sizes), 4+attempt/8))], uneven: attempt%7 == 6,
		low: span[0], high: span[1], integers: 2 + r.IntN(4), makers: []float64{0.7, 0, 1}[attempt%3],
		absent: []float64{0, 0.5}[attempt/2%2], intrudes: attempt%5 == 4,
	}
}

const deepest = 6

// arguments draws variables with the arguments of a function.
func (d *drawer) arguments(fn reflect.Type) (args []reflect.Value, err error) {
	for i := range fn.NumIn() {
		v := reflect.New(fn.In(i)).Elem()
		if err := d.draw(v, 0); err != nil {
			return nil, fmt.Errorf("argument %d: %w", i, err)
		}
		args = append(args, v)
	}
	return args, nil
}

// draw fills a variable.
func (d *drawer) draw(v reflect.Value, depth int) error {
	if d.madeBefore(v, depth) {
		return nil
	}
	switch k := v.Kind(); k {
	case reflect.Float32, reflect.Float64:
		v.SetFloat(d.low + (d.high-d.low)*d.rand.Float64())
	case reflect.Bool:
		v.SetBool(d.rand.IntN(2) == 0)
	case reflect.String:
		v.SetString([]string{"", "a", "0.5"}[d.rand.IntN(3)])
	case reflect.Struct:
		return d.fields(v, depth)
	case reflect.Array:
		return d.elements(v, depth)
	case reflect.Slice:
		if depth > 0 && d.rand.Float64() < d.absent {
			return nil
		}
		n := d.size
		if d.uneven || depth > 0 && v.Type().Elem().Kind() == reflect.Slice {
			n = 1 + d.rand.IntN(4)
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		return d.elements(v, depth)
	case reflect.Pointer:
		return d.pointee(v, depth)
	case reflect.Map:
		return d.entries(v, depth)
	case reflect.Interface:
		return d.dynamic(v, depth)
	case reflect.Func:
		return d.function(v)
	default:
		if v.CanInt() {
			v.SetInt(int64(d.rand.IntN(d.integers + 1)))
			return nil
		}
		if v.CanUint() {
			v.SetUint(uint64(d.rand.IntN(d.integers + 1)))
			return nil
		}
		return fmt.Errorf("no way to draw a %v", v.Type())
	}
	return nil
}

// madeBefore fills the variable with a constant of its type, or with what a
// function of the module makes, if there is one and luck has it.
func (d *drawer) madeBefore(v reflect.Value, depth int) bool {
	t := v.Type()
	if t.Name() == "" && t.Kind() != reflect.Pointer || depth > deepest {
		return false
	}
	for _, at := range d.rand.Perm(len(d.Constants)) {
		if c := reflect.ValueOf(d.Constants[at]); c.Type() == t {
			v.Set(c)
			return true
		}
	}
	if d.rand.Float64() >= d.makers && (d.intrudes || !hidden(t)) {
		return false
	}
	return d.made(v, depth)
}

// hidden reports whether a struct, or what a pointer refers to, has fields that
// only its package can fill.
func hidden(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return false
	}
	for i := range t.NumField() {
		if !t.Field(i).IsExported() {
			return true
		}
	}
	return false
}

// made fills the variable with what a function of the module makes.
func (d *drawer) made(v reflect.Value, depth int) bool {
	for tried, at := range d.rand.Perm(len(d.Functions)) {
		f := reflect.ValueOf(d.Functions[at])
		if tried > 400 || f.Type().NumOut() == 0 || f.Type().Out(0) != v.Type() || d.endless[at] || selfish(f.Type()) {
			continue
		}
		args := make([]reflect.Value, f.Type().NumIn())
		ok := true
		for i := range args {
			args[i] = reflect.New(f.Type().In(i)).Elem()
			ok = ok && d.draw(args[i], depth+2) == nil
		}
		if !ok {
			continue
		}
		out, err := call(f, args)
		if err == nil && d.fine(out[0]) {
			v.Set(out[0])
			return true
		}
		if errors.Is(err, errEndless) {
			d.endless[at] = true
		}
	}
	return false
}

// fine reports whether what a function made holds floats, all of them tame, if it
// can hold any; now and then one without is as good.
func (d *drawer) fine(v reflect.Value) bool {
	floats := leavesOf([]reflect.Value{v})
	for _, l := range floats {
		if !(math.Abs(l.get()) <= largest) {
			return false
		}
	}
	return len(floats) > 0 || !Holds(v.Type()) || d.rand.IntN(10) == 0
}

// selfish reports whether a function needs what it makes.
func selfish(f reflect.Type) bool {
	for i := range f.NumIn() {
		t := f.In(i)
		if t == f.Out(0) || t.Kind() == reflect.Pointer && t.Elem() == f.Out(0) || f.Out(0).Kind() == reflect.Pointer && f.Out(0).Elem() == t {
			return true
		}
	}
	return false
}

func (d *drawer) fields(v reflect.Value, depth int) error {
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.IsExported() || f.Anonymous || d.intrudes {
			if err := d.draw(field(v, i), depth+1); err != nil && Holds(f.Type) {
				return err
			}
		}
	}
	return nil
}

func (d *drawer) elements(v reflect.Value, depth int) error {
	for i := range v.Len() {
		if err := d.draw(v.Index(i), depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (d *drawer) pointee(v reflect.Value, depth int) error {
	if depth > deepest {
		return nil
	}
	p := reflect.New(v.Type().Elem())
	if err := d.draw(p.Elem(), depth+1); err != nil {
		return err
	}
	v.Set(p.Convert(v.Type()))
	return nil
}

func (d *drawer) entries(v reflect.Value, depth int) error {
	v.Set(reflect.MakeMap(v.Type()))
	for range 1 + d.rand.IntN(3) {
		key, entry := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		if err := d.draw(key, depth+1); err != nil {
			return err
		}
		if err := d.draw(entry, depth+1); err != nil {
			return err
		}
		v.SetMapIndex(key, entry)
	}
	return nil
}

// dynamic fills an interface with a value of a type that has its methods.
func (d *drawer) dynamic(v reflect.Value, depth int) error {
	if Foreign(v.Type()) || v.NumMethod() == 0 || depth > deepest {
		if v.Type() == reflect.TypeFor[error]() || depth > deepest {
			return nil
		}
		return fmt.Errorf("no way to draw a %v", v.Type())
	}
	for _, at := range d.rand.Perm(len(d.Types)) {
		if t := d.Types[at]; t.Implements(v.Type()) {
			held := reflect.New(t).Elem()
			if d.draw(held, depth+1) == nil {
				v.Set(held)
				return nil
			}
		}
	}
	return fmt.Errorf("no type that the survey knows implements %v", v.Type())
}
