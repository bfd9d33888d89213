// Arguments whose lengths do not fit: a panic that names them, and nothing written.

package models

import (
	"strings"
	"testing"
)

func TestLengths(t *testing.T) {
	const untouched = 7
	for name, test := range map[string]struct {
		X, y, w, dw int
		words       []string
	}{
		"X":  {5, 2, 3, 3, []string{"len(X)", "5", "n*d", "6"}},
		"dw": {6, 2, 3, 2, []string{"LogisticGrad", "len(dw)", "2", "len(w)", "3"}},
	} {
		t.Run(name, func(t *testing.T) {
			dw := make([]float64, test.dw)
			for i := range dw {
				dw[i] = untouched
			}
			text := panicOf(func() {
				LogisticGrad(make([]float64, test.X), make([]float64, test.y), make([]float64, test.w), 0, dw)
			})
			for _, word := range test.words {
				if !strings.Contains(text, word) {
					t.Errorf("the panic %q does not say %s", text, word)
				}
			}
			for _, v := range dw {
				if v != untouched {
					t.Errorf("dw is %v: written before the check", dw)
				}
			}
		})
	}
}

// panicOf runs f and gives the text that it panics with.
func panicOf(f func()) (text string) {
	defer func() { text, _ = recover().(string) }()
	f()
	return ""
}
