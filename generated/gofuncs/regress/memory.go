// Structs, maps and slices.

package regress

import "math"

// A pair is a local struct of most functions here.
type pair struct{ a, b float64 }

func (p pair) product() float64 { return p.a * p.b }

// doubled changes its own copy.
func (p pair) doubled() float64 {
	p.a *= 2
	return p.a * p.b
}

func (p *pair) double() { p.a *= 2 }

// StructLiteral: the fields of a struct literal had no derivative.
//
//chainrule:grad
func StructLiteral(x, y float64) float64 {
	p := pair{b: x * y, a: x}
	return p.a * p.b
}

// StructCopy: a copy shared its adjoint with the original.
//
//chainrule:grad
func StructCopy(x, y float64) float64 {
	p := pair{x, y}
	q := p
	q.a *= 2
	p.b = q.a * p.b
	return p.a + p.b + q.b
}

// MapEntries: values that go through a map had no derivative.
//
//chainrule:grad
func MapEntries(x, y float64) float64 {
	m := map[string]float64{"a": x}
	m["b"] = m["a"] * y
	m["a"] += m["b"]
	return m["a"] * m["b"]
}

// MapParameter: the same for a map of the caller, and keys that are not there.
//
//chainrule:grad
func MapParameter(m map[string]float64) float64 {
	s := m["missing"]
	if v, ok := m["x"]; ok {
		s += v * v
	}
	return s * m["y"]
}

// TwoSlicesOfOneArray: slices that overlap had adjoints that did not.
//
//chainrule:grad
func TwoSlicesOfOneArray(x, y float64) float64 {
	a := [3]float64{x, y, 1}
	low, high := a[:2], a[1:]
	high[0] *= low[0]
	return low[0] * low[1] * high[1]
}

// TwoSlicesOfOneParameter: the same for a slice of the caller.
//
//chainrule:grad
func TwoSlicesOfOneParameter(x []float64) float64 {
	s := 0.0
	last, next := x[:len(x)-1], x[1:]
	for i, v := range last {
		s += v * next[i]
	}
	return s
}

// Append: what is appended had no derivative.
//
//chainrule:grad
func Append(x float64) float64 {
	var list []float64
	list = append(list, x, x*x)
	list = append(list, list...)
	y := 1.0
	for _, v := range list {
		y *= v
	}
	return y
}

// AppendWithinCapacity: two appends to one slice write the same element.
//
//chainrule:grad
func AppendWithinCapacity(x float64) float64 {
	list := make([]float64, 1, 2)
	first := append(list, x)
	second := append(list, x*x)
	return first[1] * second[1]
}

// Copy: copy shared the adjoint, or cut it off.
//
//chainrule:grad
func Copy(x []float64) float64 {
	buf := make([]float64, len(x))
	copy(buf, x)
	buf[0] *= buf[1]
	return buf[0] * x[0]
}

// CopyOverlapping: the same within one array, where the order matters.
//
//chainrule:grad
func CopyOverlapping(x []float64) float64 {
	buf := append([]float64(nil), x...)
	copy(buf[1:], buf)
	s := 0.0
	for i, v := range buf {
		s += v * x[i]
	}
	return s
}

// SliceLiteral: the elements of a slice literal had no derivative.
//
//chainrule:grad
func SliceLiteral(x, y float64) float64 {
	list := []float64{x, 2, x * y}
	return list[0] * list[1] * list[2]
}

// MethodOfOtherType: only the methods of the model's own type were followed.
//
//chainrule:grad
func MethodOfOtherType(x, y float64) float64 {
	p := pair{x, y}
	p.double()
	return p.product() * x
}

// ValueReceiver: what a method does to its copy reached the original.
//
//chainrule:grad
func ValueReceiver(x, y float64) float64 {
	p := pair{x, y}
	return p.doubled() + p.product()
}

// Node is a point that things are fixed to.
type Node struct{ X, Y float64 }

// Rod is between two nodes.
type Rod struct {
	From, To *Node
	Length   float64
}

// TwoWays: a result may lead to the caller's memory by two pointers.
//
//chainrule:vjp
func TwoWays(nodes []*Node, i, j int) *Rod {
	a, b := nodes[i], nodes[j]
	return &Rod{a, b, math.Hypot(a.X-b.X, a.Y-b.Y) + a.X*b.Y}
}

// joint is where a rod begins.
type joint struct{ at *Node }

// Frame leads to its first node by two ways, one of them longer.
type Frame struct {
	Begin *joint
	Node  *Node
	Shift float64
}

// LongerWay: so may a result of which one way is longer.
//
//chainrule:vjp
func LongerWay(n *Node) *Frame { return &Frame{&joint{n}, n, n.X * n.Y} }
