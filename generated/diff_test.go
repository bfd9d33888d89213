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

// align finds a longest common subsequence of the lines (Hunt and McIlroy 1976).
func align(a, b []string) []change {
	length := make([][]int, len(a)+1) // of the common subsequence of a[i:] and b[j:]
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
	var out []change
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = append(out, change{' ', a[i], i, j})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && length[i+1][j] >= length[i][j+1]:
			out = append(out, change{'-', a[i], i, j})
			i++
		default:
			out = append(out, change{'+', b[j], i, j})
			j++
		}
	}
	return out
}

// TestDiff prints two hunks.
func TestDiff(t *testing.T) {
	got := diff("f", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj", "a\nB\nc\nd\ne\nf\ng\nh\ni\nx\nj")
	want := "--- f\n+++ generated now\n@@ -1,5 +1,5 @@\n a\n-b\n+B\n c\n d\n e\n@@ -7,4 +7,5 @@\n g\n h\n i\n+x\n j\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
