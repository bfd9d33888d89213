package explain

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"chainrule/ir"
)

// Boxes, the lines of edges through a column, and labels keep apart.
func TestNoOverlap(t *testing.T) {
	formulas := []string{
		"(ln(s/k)+v²/2·t)/(v·√t)·normcdf(s·k) - k·normcdf((ln(s/k)-v²/2·t)/(v·√t))",
		"sin(x)·cos(x)·e^x·ln(x)·√x·tanh(x) + x/(x+1)",
		"σ(a·x+b)·σ(c·x+d)·σ(a·y+b) + x·y",
	}
	for _, c := range closedForms {
		formulas = append(formulas, c.formula)
	}
	for _, f := range formulas {
		for _, numbers := range []bool{false, true} {
			x := explained(t, f)
			if numbers {
				args := make([]ir.Arg, len(x.Inputs))
				for i := range args {
					args[i].F = 0.5
				}
				if err := x.At(args); err != nil {
					t.Fatal(err)
				}
			}
			if err := apart(x.layout()); err != nil {
				t.Errorf("%s: %v", f, err)
			}
			wellFormed(t, x.SVG())
		}
	}
}

type area struct {
	what                     string
	left, top, right, bottom float64
}

func apart(g *graph) error {
	var areas []area
	for _, layer := range g.layers {
		for _, v := range layer {
			areas = append(areas, area{"box " + v.name, v.x, v.y - v.h/2, v.x + v.w, v.y + v.h/2})
		}
	}
	for _, l := range g.links {
		if l.label != "" {
			w := letter * float64(utf8.RuneCountInString(l.label))
			middle := (l.level + l.to.left - arrow/2) / 2
			areas = append(areas, area{"label " + l.label, middle - w/2, l.y2 - 8, middle + w/2, l.y2 + 8})
		}
	}
	for i, a := range areas {
		if a.left < 0 || a.top < 0 || a.right > g.width || a.bottom > g.height {
			return fmt.Errorf("%s is outside the picture", a.what)
		}
		for _, b := range areas[:i] {
			if a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom {
				return fmt.Errorf("%s lies on %s", a.what, b.what)
			}
		}
	}
	return nil
}

func wellFormed(t *testing.T, svg string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		_, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
