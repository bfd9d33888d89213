// Named numbers and strings around the floats.

package regress

import "strings"

type (
	cellID uint64
	unit   string
	level  int8
)

func (c cellID) face() int      { return int(c >> 61) }
func (c cellID) parent() cellID { return c &^ 3 }
func (u unit) String() string   { return "unit " + string(u) }

type region struct {
	id     cellID
	unit   unit
	levels [2]level
}

// NamedIntegers: a number of a named type was taken for something that may lead to
// what is differentiated, once code that is not seen through had run.
//
//chainrule:grad
func NamedIntegers(x float64, r *region) float64 {
	id := (r.id + 7).parent()
	if level(x) > r.levels[0] {
		r.levels[1]++
	}
	weights := map[cellID]float64{id: x * x}
	y := weights[(r.id+4).parent()] * float64(id.face())
	switch r.unit {
	case "m":
		y *= 2
	case "km", "mile":
		y *= float64(int64(int8(len(strings.Fields(r.unit.String())) + 300)))
	}
	return y * float64(r.levels[1])
}
