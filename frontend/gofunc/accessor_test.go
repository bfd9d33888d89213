package gofunc

import "testing"

const accessible = `
-- track/t.go --
package track

type base struct{ points, own []float64 }

func (b *base) Points() []float64 { return b.points }
func (b *base) Count() int        { return len(b.points) }
func (b base) Own() any           { return b.own }

type Track struct {
	base
	box  struct{ Low, high float64 }
	next *Track
}

func (t Track) Box() struct{ Low, high float64 } { return (t.box) }
func (t *Track) Ahead() []float64                 { return t.next.points }
-- a.go --
package m

import "example.org/m/track"

//chainrule:vjp
func Length(t *track.Track) float64 { return t.Points()[0] * float64(t.Count()) }
`

func TestAccessors(t *testing.T) {
	p := loaded(t, Config{}, accessible, "./...")
	for path, want := range map[string][2]string{
		".base.points": {"Points", ""}, ".base.own": {}, ".box.Low": {"Box", ".Low"}, ".box.high": {}, ".next.base.points": {},
	} {
		if method, rest := p.Accessor("{example.org/m/track}.Track", path); method != want[0] || rest != want[1] {
			t.Errorf("%s: %s, %s; want %v", path, method, rest, want)
		}
	}
	rs, ds := p.Requests()
	f, more := p.Lower(rs[0])
	if ds = append(ds, more...); len(ds) > 0 {
		t.Fatal(ds)
	}
	for _, in := range f.Body.Instrs {
		if in.IsGet() && in.Path() == ".points" {
			t.Error("the field is not read from what its package names")
		}
	}
}
