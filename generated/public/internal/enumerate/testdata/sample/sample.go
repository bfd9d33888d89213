// Package sample has functions that are to be differentiated and such that are not.
package sample

import (
	"math/big"
	"time"
)

// Point is a point.
type Point struct{ X, Y float64 }

// Hidden holds floats that only this package sees.
type Hidden struct{ x float64 }

// Kind is an enumeration.
type Kind int

// First is a kind.
const First Kind = 0

// Norm is wanted.
func (p Point) Norm() float64 { return p.X }

// Move is wanted: it writes what the caller sees.
func (p *Point) Move(by float64) { p.X += by }

// Reset writes what the caller does not see.
func (h *Hidden) Reset() { h.x = 0 }

// X is wanted.
func (h *Hidden) X() float64 { return h.x }

// New is wanted, and makes values.
func New(x float64) *Point { return &Point{x, x} }

// Len gives no float.
func Len(x []float64) int { return len(x) }

// Parse takes no float.
func Parse(s string) float64 { return float64(len(s)) }

// Elapsed takes nothing but the standard library's.
func Elapsed(t time.Time, b *big.Float) float64 { return 0 }

// Sum is wanted.
func Sum[T ~float32 | ~float64](x ...T) (s T) {
	for _, v := range x {
		s += v
	}
	return s
}

func private(x float64) float64 { return x }
