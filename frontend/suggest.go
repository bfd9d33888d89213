package frontend

// The name that a misspelt one may have meant.

// mostLetters bounds the names that are compared.
const mostLetters = 64

// Nearest is the first of the names at the smallest edit distance, within a
// third of the length; "" if there is none.
func Nearest(name string, names []string) string {
	best, most := "", len([]rune(name))/3+1
	if len([]rune(name)) < 3 || len(name) > mostLetters {
		return ""
	}
	for _, n := range names {
		if len(n) > mostLetters {
			continue
		}
		if d := distance([]rune(name), []rune(n)); d < most {
			best, most = n, d
		}
	}
	return best
}

// distance counts the insertions, deletions, replacements and exchanges of
// neighbours between two words.
func distance(a, b []rune) int {
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		next := make([]int, len(b)+1)
		next[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(row[j+1]+1, next[j]+1, row[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}
