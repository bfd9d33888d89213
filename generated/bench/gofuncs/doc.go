// Package gofuncs has gradients written by hand of functions of
// generated/gofuncs, to measure those against that chainrule writes.
//
// A gradient takes what the generated one takes and sets the same shadows; one
// that needs room keeps it in a workspace, so that a call allocates nothing
// once the workspace has grown. Each does what a person would do who wants it
// fast and knows what the function means: quantities that stay the same leave
// the loops, divisions become products with one reciprocal, what is cheap is
// computed again instead of saved.
package gofuncs

// grown returns a slice of n elements, s itself if it has room for them.
func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
