// Types of values: three scalars, and arrays of them of a fixed rank.

package ir

import "strings"

// Kind is the kind of a scalar, or of the elements of an array.
type Kind uint8

// The kinds.
const (
	F64  Kind = iota // float64
	Int              // int
	Bool             // bool
)

var kindNames = [...]string{F64: "f64", Int: "int", Bool: "bool"}

// String gives the kind's name in the text form.
func (k Kind) String() string { return kindNames[k] }

// Type is a scalar of a kind (rank 0) or a reference to an array of them.
type Type struct {
	Kind Kind
	Rank int
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
func (t Type) Elem() Type { return Type{Kind: t.Kind} }

// String writes the type as in the text form, for example "[,]f64".
func (t Type) String() string {
	if t.Rank == 0 {
		return t.Kind.String()
	}
	return "[" + strings.Repeat(",", t.Rank-1) + "]" + t.Kind.String()
}
