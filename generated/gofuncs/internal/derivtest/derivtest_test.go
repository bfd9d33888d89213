// That derivatives which are wrong in one way are found out.

package derivtest

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// A record is a test that keeps what is reported.
type record struct{ lines []string }

type stop struct{}

func (r *record) Helper()                   {}
func (r *record) Failed() bool              { return len(r.lines) > 0 }
func (r *record) FailNow()                  { panic(stop{}) }
func (r *record) Errorf(f string, a ...any) { r.lines = append(r.lines, fmt.Sprintf(f, a...)) }
func (r *record) Fatalf(f string, a ...any) { r.Errorf(f, a...); r.FailNow() }

// report checks a case and gives what is reported.
func report(c Case) (text string) {
	c.Rel = 1e-12
	r := new(record)
	defer func() {
		if e := recover(); e != nil && e != (stop{}) {
			panic(e)
		}
		text = strings.Join(r.lines, "\n")
	}()
	p, err := c.plan()
	if err != nil {
		r.Fatalf("%v", err)
	}
	p.check(r)
	return ""
}

func square(x float64) float64 { return x * x }

func norm(x []float64) (s float64) {
	for _, v := range x {
		s += v * v
	}
	return s
}

// shift writes its parameter.
func shift(x []float64) { x[0], x[1] = x[1], 2*x[0] }

func root(x float64) (float64, error) {
	if x < 0 {
		return 0, errors.New("negative")
	}
	return x * x, nil
}

func first(x []float64) float64 { return x[0] }

// count is how often a derivative was called.
var count int

var faults = []struct {
	name string
	Case
	want string // is reported; nothing where empty
}{
	{"right", Case{F: square, D: func(x float64) (y, dx float64) { return x * x, 2 * x }, Args: Args(3), Value: []float64{9}, Grad: []float64{6}}, ""},
	{"value", Case{F: square, D: func(x float64) (y, dx float64) { return x*x + 1e-9, 2 * x }, Args: Args(3)}, "result 0"},
	{"derivative", Case{F: square, D: func(x float64) (y, dx float64) { return x * x, 2*x + 1e-8 }, Args: Args(3)}, "against differences"},
	{"known value", Case{F: square, D: func(x float64) (y, dx float64) { return x * x, 2 * x }, Args: Args(3), Value: []float64{8}}, "value 0"},
	{"known derivative", Case{F: square, D: func(x float64) (y, dx float64) { return x * x, 2 * x }, Args: Args(3), Grad: []float64{5}}, "gradient 0"},
	{"signature", Case{F: square, D: func(x float64) (dx, y float32) { return 0, 0 }, Args: Args(3)}, "want"},
	{"second call", Case{F: square, D: func(x float64) (y, dx float64) {
		count++
		return x * x, 2*x + 1e-300*float64(count) - 1e-300 + float64(count/2)
	}, Args: Args(3)}, "second"},
	{"gradient that sets", Case{F: norm, D: func(x, dx []float64) float64 {
		for i, v := range x {
			dx[i] = 2 * v
		}
		return norm(x)
	}, Args: Args([]float64{1, 2})}, ""},
	{"gradient that adds", Case{F: norm, D: func(x, dx []float64) float64 {
		for i, v := range x {
			dx[i] += 2 * v
		}
		return norm(x)
	}, Args: Args([]float64{1, 2})}, "NaN"},
	{"product that adds", Case{F: norm, D: func(x []float64, ds float64, dx []float64) float64 {
		for i, v := range x {
			dx[i] += 2 * v * ds
		}
		return norm(x)
	}, Args: Args([]float64{1, 2})}, ""},
	{"product that sets", Case{F: norm, D: func(x []float64, ds float64, dx []float64) float64 {
		for i, v := range x {
			dx[i] = 2 * v * ds
		}
		return norm(x)
	}, Args: Args([]float64{1, 2})}, "against differences"},
	{"changed argument", Case{F: norm, D: func(x, dx []float64) float64 {
		y := norm(x)
		for i, v := range x {
			dx[i] = 2 * v
		}
		x[0] = 0
		return y
	}, Args: Args([]float64{1, 2})}, "argument 0"},
	{"written memory", Case{F: shift, D: func(x, dx []float64) {
		shift(x)
		dx[0], dx[1] = 2*dx[1], dx[0]
	}, Args: Args([]float64{1, 2}), Value: []float64{2, 2}, Grad: []float64{0, 1, 2, 0}}, ""},
	{"seed of written memory kept", Case{F: shift, D: func(x, dx []float64) {
		shift(x)
		dx[0], dx[1] = dx[0]+2*dx[1], dx[0]
	}, Args: Args([]float64{1, 2})}, "against differences"},
	{"memory not written", Case{F: shift, D: func(x, dx []float64) { dx[0], dx[1] = 2*dx[1], dx[0] }, Args: Args([]float64{1, 2})}, "argument 0"},
	{"error", Case{F: root, D: func(x float64) (y, dx float64, err error) {
		if x < 0 {
			return 0, 0, errors.New("negative")
		}
		return x * x, 2 * x, nil
	}, Args: Args(-1)}, ""},
	{"no error", Case{F: root, D: func(x float64) (y, dx float64, err error) { return 0, 0, nil }, Args: Args(-1)}, "error"},
	{"derivative with an error", Case{F: root, D: func(x float64) (y, dx float64, err error) { return 0, 1, errors.New("negative") }, Args: Args(-1)}, "with the error"},
	{"panic", Case{F: first, D: func(x, dx []float64) float64 { dx[0] = 1; return x[0] }, Args: Args([]float64{})}, ""},
	{"other panic", Case{F: first, D: func(x, dx []float64) float64 { panic("empty") }, Args: Args([]float64{})}, "panics"},
}

func TestFaultsAreFound(t *testing.T) {
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			got := report(f.Case)
			if (got == "") != (f.want == "") || !strings.Contains(got, f.want) {
				t.Errorf("reported %q, want %q", got, f.want)
			}
		})
	}
}

// TestAllocations counts those of package strings, as those of tests do not count.
func TestAllocations(t *testing.T) {
	p := plan{f: reflect.ValueOf(strings.Repeat)}
	text := ""
	if list := p.allocated(func() { text = strings.Repeat("ab", 50) }); len(list) == 0 {
		t.Errorf("no allocation of %q", text)
	}
	if list := p.allocated(func() { text = strings.TrimSpace(" ab ") }); len(list) > 0 {
		t.Errorf("allocations %v", list)
	}
}
