// Package codegen writes a function of the IR as Go that a person could have
// written and would review.
//
// Structure survives: a loop is a loop, a branch an if, and a value that a loop
// carries is a variable updated in place. Within a region
//
//   - a value used once folds into its use, as far as lines stay readable and
//     nothing it reads is written in between; a value that the user named, or
//     that is used more often, becomes a variable;
//   - an element of an array with several indices is reached through a slice of
//     its last axis, taken before the loops that run along it, from which Go's
//     compiler removes the bounds checks;
//   - scratch arrays come from the stack if they are small and constant, and
//     otherwise from a work space that the caller may keep.
//
// A function of a Go program has a signature (ir.Signature): its Go parameters,
// of which the function's own are parts. A part is written as a person would
// (p.Pos[2].X), results are put together from theirs, and conversions stand where
// memory is of another type than the value. Reads of Go memory fold like any
// other, chains of them into m.Layers[k].W[i][j]; they become variables before
// anything is written that they may meet. Code that is carried (gocode.go) is Go
// text into which operands are put. What it names is imported, and import paths
// stand in braces in all Go text.
//
// Evaluation is never reordered or simplified, so the bits are those of the
// interpreter. What Go would do to constants (exact arithmetic, integer
// division, no negative zero) is kept away by never letting two of them meet.
//
// Every text that comes from outside passes comment.go or names.go, so none can
// leave a comment or become code. This is the only package that knows jennifer.
package codegen
