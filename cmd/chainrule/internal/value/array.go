package value

// Arrays as they are written: 1,2,3 is a vector, 1,2;3,4 a matrix, and nested
// brackets any rank.

import (
	"fmt"
	"strings"
)

// Array is numbers in row-major order; a single number has no dimensions.
type Array struct {
	Dims  []int
	Elems []float64
}

// mostRank bounds the nesting of brackets.
const mostRank = 16

// Parse reads an array; number reads one number.
func Parse(text string, number func(string) (float64, error)) (Array, error) {
	text = strings.TrimSpace(text)
	switch {
	case strings.HasPrefix(text, "["):
		p := &nested{rest: text, number: number}
		a, err := p.array(1)
		if err == nil && strings.TrimSpace(p.rest) != "" {
			err = fmt.Errorf("%q after the last bracket", strings.TrimSpace(p.rest))
		}
		return a, err
	case strings.Contains(text, ";"):
		return matrix(strings.TrimSuffix(text, ";"), number)
	case text == "" || strings.Contains(text, ","):
		return vector(strings.TrimSuffix(text, ","), number)
	}
	x, err := number(text)
	return Array{nil, []float64{x}}, err
}

func vector(text string, number func(string) (float64, error)) (Array, error) {
	a := Array{Dims: []int{0}}
	if text == "" {
		return a, nil
	}
	for _, part := range strings.Split(text, ",") {
		x, err := number(strings.TrimSpace(part))
		if err != nil {
			return a, err
		}
		a.Elems = append(a.Elems, x)
	}
	a.Dims[0] = len(a.Elems)
	return a, nil
}

func matrix(text string, number func(string) (float64, error)) (Array, error) {
	a := Array{}
	for i, line := range strings.Split(text, ";") {
		row, err := vector(strings.TrimSpace(line), number)
		if err != nil {
			return a, err
		}
		if i > 0 && row.Dims[0] != a.Dims[1] {
			return a, fmt.Errorf("row %d has %d numbers, the first has %d", i+1, row.Dims[0], a.Dims[1])
		}
		a.Dims = []int{i + 1, row.Dims[0]}
		a.Elems = append(a.Elems, row.Elems...)
	}
	return a, nil
}

// nested reads brackets within brackets.
type nested struct {
	rest   string
	number func(string) (float64, error)
}

func (p *nested) skip() { p.rest = strings.TrimLeft(p.rest, " \t\n") }

func (p *nested) array(depth int) (Array, error) {
	var a Array
	if depth > mostRank {
		return a, fmt.Errorf("brackets nest more than %d deep", mostRank)
	}
	p.rest = p.rest[1:]
	for n := 0; ; n++ {
		p.skip()
		if strings.HasPrefix(p.rest, "]") {
			p.rest = p.rest[1:]
			a.Dims = append([]int{n}, a.Dims...)
			return a, nil
		}
		e, err := p.element(depth)
		if err != nil {
			return a, err
		}
		if n > 0 && fmt.Sprint(e.Dims) != fmt.Sprint(a.Dims) {
			return a, fmt.Errorf("element %d has another shape than the first", n+1)
		}
		a.Dims = e.Dims
		a.Elems = append(a.Elems, e.Elems...)
		p.skip()
		if !strings.HasPrefix(p.rest, ",") && !strings.HasPrefix(p.rest, "]") {
			return a, fmt.Errorf("a bracket is not closed")
		}
		p.rest = strings.TrimPrefix(p.rest, ",")
	}
}

func (p *nested) element(depth int) (Array, error) {
	if strings.HasPrefix(p.rest, "[") {
		return p.array(depth + 1)
	}
	end := strings.IndexAny(p.rest, ",]")
	if end < 0 {
		end = len(p.rest)
	}
	x, err := p.number(strings.TrimSpace(p.rest[:end]))
	p.rest = p.rest[end:]
	return Array{nil, []float64{x}}, err
}

// MarshalJSON writes the numbers nested by the dimensions.
func (a Array) MarshalJSON() ([]byte, error) { return []byte(a.text("[", "]", ",")), nil }

// String writes the numbers for people: 1, 2; 3, 4 in brackets.
func (a Array) String() string {
	text := a.text("[", "]", ", ")
	return strings.ReplaceAll(text, `"`, "")
}

func (a Array) text(open, shut, comma string) string {
	if len(a.Dims) == 0 {
		b, _ := Float(a.Elems[0]).MarshalJSON()
		return string(b)
	}
	parts := make([]string, a.Dims[0])
	size := 0
	if a.Dims[0] > 0 {
		size = len(a.Elems) / a.Dims[0]
	}
	for i := range parts {
		parts[i] = Array{a.Dims[1:], a.Elems[i*size : (i+1)*size]}.text(open, shut, comma)
	}
	return open + strings.Join(parts, comma) + shut
}
