// Types of values: three scalars, any other Go type by its text, and arrays of
// these of a fixed rank.

package ir

import "strings"

// Kind is the kind of a scalar, or of the elements of an array.
type Kind uint8

// The kinds.
const (
	F64  Kind = iota // float64
	Int              // int
	Bool             // bool
	Go               // a Go type that is none of these, named by Type.Go
)

var kindNames = [...]string{F64: "f64", Int: "int", Bool: "bool", Go: "go"}

// String gives the kind's name in the text form.
func (k Kind) String() string { return kindNames[k] }

// Type is a scalar of a kind (rank 0) or a reference to an array of them.
//
// A value of kind Go and rank 0 is carried, yielded and passed on like any other
// scalar. If its type is a slice, a pointer or a map it is a reference to Go
// memory, which may be shared; see gomemory.go.
type Type struct {
	Kind Kind
	Rank int
	Go   string // of kind Go: the type's Go text, import paths in braces: "*{example.com/m}.T"
}

// GoType is the Go type of that text; for float64, int and bool use the kinds.
func GoType(text string) Type { return Type{Kind: Go, Go: text} }

// IsRef reports whether the type is a reference to Go memory: a slice, a
// pointer or a map.
func (t Type) IsRef() bool { return t.IsSlice() || t.IsPointer() || t.IsMap() }

// IsSlice and its like report the form of a reference.
func (t Type) IsSlice() bool   { return t.isGo("[]") }
func (t Type) IsPointer() bool { return t.isGo("*") }
func (t Type) IsMap() bool     { return t.isGo("map[") }

func (t Type) isGo(prefix string) bool {
	return t.Kind == Go && t.Rank == 0 && strings.HasPrefix(t.Go, prefix)
}

// The scalar types.
var (
	TF64  = Type{Kind: F64}
	TInt  = Type{Kind: Int}
	TBool = Type{Kind: Bool}
)

// Array is the type of an array of the kind with rank indices.
func Array(k Kind, rank int) Type { return Type{Kind: k, Rank: rank} }

// Scalar reports whether the type is no array.
func (t Type) Scalar() bool { return t.Rank == 0 }

// Elem is the type of an element.
func (t Type) Elem() Type { return Type{Kind: t.Kind, Go: t.Go} }

func (t Type) ofRank(rank int) Type { return Type{Kind: t.Kind, Rank: rank, Go: t.Go} }

// String writes the type as in the text form, for example "[,]f64".
func (t Type) String() string {
	elem := t.Kind.String()
	if t.Kind == Go {
		elem = "`" + t.Go + "`"
	}
	if t.Scalar() {
		return elem
	}
	return "[" + strings.Repeat(",", t.Rank-1) + "]" + elem
}
