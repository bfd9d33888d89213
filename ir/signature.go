// How a function looks in Go where its parameters alone do not say: named
// types, methods, structs by value that are several parameters here.

package ir

// Signature is the Go signature of a function. Types are Go text with import
// paths in braces, as in Type.Go.
type Signature struct {
	Package string   // the import path of the package that the function is in
	Recv    *GoParam // nil for a function that is no method
	Params  []GoParam
	Results []GoParam
	Types   map[string][]Member `json:",omitempty"` // what is in the types that parameters lead to, by their Go text
}

// GoParam is a parameter or result in Go. Its leaves are the function's
// parameters or results, by name, that hold its parts. What has one leaf with
// an empty path is that leaf itself; a struct or array by value has a leaf for
// each of its parts. A part without a leaf is zero.
type GoParam struct {
	Name     string
	Type     string
	Variadic bool   // the last parameter, of type []T, is written ...T
	Of       string `json:",omitempty"` // in a derivative: whose seed, shadow, tangent or derivative it is
	Leaves   []Leaf
}

// Leaf is a part of a Go parameter: the field or element that the path names
// (".Pos[2].X"), the name of the function's parameter or result that it is, and its
// Go type if that is not just what the parameter's type says ("float32").
type Leaf struct{ Path, Name, Type string }

// Member is a float, a reference or an interface in a value of a type of Go: its
// path, in which all elements of an array are one ("[]"), its type, and what stands
// behind the bar of a path to it. One that is hidden is in a field that the package
// of the function may not name; one that is sealed is an interface: what it holds
// the types do not say.
type Member struct {
	Path   string
	Type   Type
	Cell   string
	Hidden bool
	Sealed bool `json:",omitempty"`
}

// All lists the parameters, the receiver first.
func (s *Signature) All() []GoParam {
	if s.Recv != nil {
		return append([]GoParam{*s.Recv}, s.Params...)
	}
	return s.Params
}

// Leaf finds the leaf that is the named parameter or result; nil if none is.
func (p *GoParam) Leaf(name string) *Leaf {
	for i := range p.Leaves {
		if p.Leaves[i].Name == name {
			return &p.Leaves[i]
		}
	}
	return nil
}

// Clone copies the signature.
func (s *Signature) Clone() *Signature {
	if s == nil {
		return nil
	}
	c := *s
	if s.Recv != nil {
		r := s.Recv.clone()
		c.Recv = &r
	}
	c.Params, c.Results = cloneParams(s.Params), cloneParams(s.Results)
	return &c
}

func cloneParams(ps []GoParam) []GoParam {
	out := make([]GoParam, len(ps))
	for i, p := range ps {
		out[i] = p.clone()
	}
	return out
}

func (p GoParam) clone() GoParam {
	p.Leaves = append([]Leaf(nil), p.Leaves...)
	return p
}
