// The lines in which two texts differ, as a unified diff.

package generated

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const (
	context = 3  // unchanged lines around each change
	most    = 40 // lines that are printed
)

// change is a line of either text: '-' of the first only, '+' of the second
// only, ' ' of both.
type change struct {
	mark byte
	text string
	a, b int // how many lines of each text come before
}

// diff prints the hunks that lead from got to want, the first of them if they
// are many.
func diff(name, got, want string) string {
	changes := align(strings.Split(got, "\n"), strings.Split(want, "\n"))
	out := []string{"--- " + name, "+++ generated now"}
	for i := 0; i < len(changes); {
		end := i
		for unchanged := 0; end < len(changes) && unchanged <= 2*context; end++ {
			if unchanged++; changes[end].mark != ' ' {
				unchanged = 0
			}
		}
		if changes[i].mark == ' ' {
			i++
			continue
		}
		out = append(out, trim(changes[max(i-context, 0):end]).lines()...)
		i = end
	}
	if len(out) > most {
		out = append(out[:most], fmt.Sprintf("… %d more lines", len(out)-most))
	}
	return strings.Join(out, "\n") + "\n"
}

// hunk is changes close to each other, with context.
type hunk []change

// lines prints the hunk under its header.
func (h hunk) lines() []string {
	var out []string
	counts := map[byte]int{}
	for _, c := range h {
		counts[c.mark]++
		out = append(out, string(c.mark)+c.text)
	}
	header := fmt.Sprintf("@@ -%d,%d +%d,%d @@", h[0].a+1, counts[' ']+counts['-'], h[0].b+1, counts[' ']+counts['+'])
	return append([]string{header}, out...)
}

// trim leaves context lines at the end of a hunk.
func trim(hunk hunk) hunk {
	n := len(hunk)
	for n > 0 && hunk[n-1].mark == ' ' {
		n--
	}
	return hunk[:min(n+context, len(hunk))]
}

// align finds a longest common subsequence of the lines (Hunt and McIlroy
// 1976), between what is the same at both ends.
func align(a, b []string) []change {
	first := 0
	for first < min(len(a), len(b)) && a[first] == b[first] {
		first++
	}
	last := 0
	for last < min(len(a), len(b))-first && a[len(a)-1-last] == b[len(b)-1-last] {
		last++
	}
	out := merge(nil, a[:first], b[:first], nil)
	x, y := a[first:len(a)-last], b[first:len(b)-last]
	x, y = x[:min(len(x), longest)], y[:min(len(y), longest)]
	out = merge(out, x, y, common(x, y))
	return merge(out, a[len(a)-last:], b[len(b)-last:], nil)
}

// longest is how many lines are aligned; what comes after them is not shown.
const longest = 1500

// common gives the lengths of the longest common subsequences of a[i:] and b[j:].
func common(a, b []string) [][]int {
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i, x := range slices.Backward(a) {
		for j, y := range slices.Backward(b) {
			if x == y {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	return length
}

// merge appends the changes from a to b, which are equal if length is nil.
func merge(out []change, a, b []string, length [][]int) []change {
	i0, j0 := 0, 0
	if n := len(out); n > 0 {
		i0, j0 = out[n-1].next()
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		c := change{' ', "", i0 + i, j0 + j}
		switch {
		case length == nil || i < len(a) && j < len(b) && a[i] == b[j]:
			c.text = a[i]
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && length[i+1][j] >= length[i][j+1]:
			c.mark, c.text = '-', a[i]
			i++
		default:
			c.mark, c.text = '+', b[j]
			j++
		}
		out = append(out, c)
	}
	return out
}

// next counts the lines of each text up to and with the change.
func (c change) next() (a, b int) {
	switch c.mark {
	case '-':
		return c.a + 1, c.b
	case '+':
		return c.a, c.b + 1
	}
	return c.a + 1, c.b + 1
}

// TestDiff prints two hunks.
func TestDiff(t *testing.T) {
	got := diff("f", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj", "a\nB\nc\nd\ne\nf\ng\nh\ni\nx\nj")
	want := "--- f\n+++ generated now\n@@ -1,5 +1,5 @@\n a\n-b\n+B\n c\n d\n e\n@@ -7,4 +7,5 @@\n g\n h\n i\n+x\n j\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
