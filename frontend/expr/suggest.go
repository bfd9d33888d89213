package expr

// The name that a misspelt one may have meant.

import (
	"sort"

	"chainrule/ir"
)

// nearest finds the known name at the smallest edit distance, within a third of the length.
func (c *checker) nearest(name string, functions bool) string {
	var names []string
	if functions {
		for _, op := range ir.Rows() {
			names = append(names, op.Name)
			names = append(names, op.Aliases...)
		}
		for n := range builtins {
			names = append(names, n)
		}
		for n := range reductions {
			names = append(names, n)
		}
		for n := range c.pkg.functions {
			names = append(names, n)
		}
	} else {
		for s := c.scope; s != nil; s = s.outer {
			for n := range s.names {
				names = append(names, n)
			}
		}
		for n := range c.pkg.constants {
			names = append(names, n)
		}
	}
	sort.Strings(names)
	best, most := "", len([]rune(name))/3+1
	if len([]rune(name)) < 3 || len(name) > 64 {
		return ""
	}
	for _, n := range names {
		if functions && !c.isFunction(n) || len(n) > 64 {
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
