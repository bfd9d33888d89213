// Workspaces that grow when a larger problem comes along.

package hand

// grown returns a slice of n elements, s itself if it has room for them.
func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
