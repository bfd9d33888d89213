package gofunc

import (
	"strings"
	"testing"
)

// errgroup has what matters of golang.org/x/sync/errgroup: channels, and fields that
// nobody else may name.
const errgroup = `
-- go.mod --
module example.org/m

go 1.26

require golang.org/x/sync v0.1.0

replace golang.org/x/sync => ./sync
-- sync/go.mod --
module golang.org/x/sync
-- sync/errgroup/errgroup.go --
package errgroup

type token struct{}

type Group struct {
	sem chan token
	err error
}

func (g *Group) Wait() error { return g.err }

func (g *Group) SetLimit(n int) { g.sem = make(chan token, n) }

func (g *Group) Go(f func() error) {
	g.sem <- token{}
	go func() { g.err = f() }()
}
-- a.go --
package m

import "golang.org/x/sync/errgroup"

//chainrule:grad
func F(x []float64) (float64, error) {
	var g errgroup.Group
	g.SetLimit(2)
	out := make([]float64, len(x))
	for i, v := range x {
		g.Go(func() error {
			out[i] = v * x[0]
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return 0, err
	}
	return out[0] + out[1], nil
}
`

// TestErrgroup runs in place what a group is given, and hands it the error.
func TestErrgroup(t *testing.T) {
	rs, ds := loaded(t, Config{}, errgroup).Requests()
	if len(rs) != 1 || len(ds) > 0 {
		t.Fatal(rs, ds)
	}
	f, ds := rs[0].Body.prog.Lower(rs[0])
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	text := f.String()
	for _, want := range []string{"$0.Go(func() error { return $1 })", "$0.Wait()", "mul"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}
