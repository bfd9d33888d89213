// Cutting a flat slice into its parts.

package problem

// Cut returns the first a elements of s, the next b, the next c, and the rest.
func Cut[T any](s []T, a, b, c int) (p0, p1, p2, p3 []T) {
	return s[:a], s[a:][:b], s[a+b:][:c], s[a+b+c:]
}
