// Walking and copying of trees.

package ir

import (
	"math"
	"strings"
	"testing"
)

const tree = `func F(x f64, m int, n int, c bool) (s) {
  h f64 = const 0.5
  r f64 = for m, n, x (i int, a f64) {
    v f64 = mul a, h
    w f64 = if c () {
      p f64 = sin v
      yield p
    } () {
      yield x
    }
    yield w
  }
  s f64 = add r, h
  yield s
}
`

// find gives the value of that name, which must be unique in the function.
func find(t *testing.T, f *Func, name string) *Value {
	t.Helper()
	var found *Value
	look := func(vs []*Value) {
		for _, v := range vs {
			if v.Name == name {
				found = v
			}
		}
	}
	look(f.Body.Params)
	f.Body.Walk(func(in *Instr) {
		look(in.Results)
		for _, sub := range in.Regions {
			look(sub.Params)
		}
	})
	if found == nil {
		t.Fatalf("no value %s in\n%s", name, f)
	}
	return found
}

func valueNames(vs []*Value) string {
	var names []string
	for _, v := range vs {
		names = append(names, v.Name)
	}
	return strings.Join(names, " ")
}

func TestWalkVisitsOuterBeforeInner(t *testing.T) {
	var order []string
	mustParse(t, tree).Body.Walk(func(in *Instr) { order = append(order, in.Op.Name) })
	if got := strings.Join(order, " "); got != "const for mul if sin add" {
		t.Errorf("order: %s", got)
	}
}

func TestFreeListsWhatComesFromOutside(t *testing.T) {
	f := mustParse(t, tree)
	loop := find(t, f, "r").Def.Regions[0]
	branch := find(t, f, "w").Def
	for want, r := range map[string]*Region{"": f.Body, "h c x": loop, "v": branch.Regions[0], "x": branch.Regions[1]} {
		if got := valueNames(r.Free()); got != want {
			t.Errorf("free values are %q, want %q", got, want)
		}
	}
}

func TestUsesCountsAtAnyDepth(t *testing.T) {
	f := mustParse(t, tree)
	uses := f.Body.Uses()
	for name, want := range map[string]int{"x": 2, "m": 1, "n": 1, "h": 2, "c": 1, "a": 1, "v": 1, "p": 1, "w": 1, "r": 1, "s": 1, "i": 0} {
		if got := uses[find(t, f, name)]; got != want {
			t.Errorf("%s is used %d times, want %d", name, got, want)
		}
	}
}

func TestReplaceFollowsChainsAtAnyDepth(t *testing.T) {
	f := mustParse(t, tree)
	x, h, r := find(t, f, "x"), find(t, f, "h"), find(t, f, "r")
	f.Body.Replace(map[*Value]*Value{r: h, h: x})
	uses := f.Body.Uses()
	if uses[x] != 5 || uses[h] != 0 || uses[r] != 0 {
		t.Errorf("uses of x, h, r are %d, %d, %d, want 5, 0, 0\n%s", uses[x], uses[h], uses[r], f)
	}
}

func TestInsideAndOuter(t *testing.T) {
	f := mustParse(t, tree)
	loop, branch := find(t, f, "v").Region(), find(t, f, "p").Region()
	if !branch.Inside(loop) || !branch.Inside(f.Body) || !loop.Inside(loop) || loop.Inside(branch) {
		t.Error("Inside is wrong")
	}
	if branch.Outer() != loop || loop.Outer() != f.Body || f.Body.Outer() != nil {
		t.Error("Outer is wrong")
	}
}

// parts collects every value and region of a function.
func parts(f *Func) map[any]bool {
	set := map[any]bool{f.Body: true}
	for _, p := range f.Body.Params {
		set[p] = true
	}
	f.Body.Walk(func(in *Instr) {
		set[in] = true
		for _, v := range in.Results {
			set[v] = true
		}
		for _, sub := range in.Regions {
			set[sub] = true
			for _, p := range sub.Params {
				set[p] = true
			}
		}
	})
	return set
}

func TestCloneSharesNothing(t *testing.T) {
	f := mustParse(t, strings.Replace(tree, "(s) {", "(s) wrt x {", 1))
	g, env := f.Clone()
	if err := Verify(g); err != nil || g.String() != f.String() {
		t.Fatalf("%v\n%s", err, g)
	}
	old := parts(f)
	for p := range parts(g) {
		if old[p] {
			t.Errorf("shared: %v", p)
		}
	}
	if r := find(t, f, "r"); env[r] != find(t, g, "r") {
		t.Error("the copy of r is not given")
	}
	before := f.String()
	find(t, g, "s").Def.Args[0] = find(t, g, "h")
	g.Results[0], g.Wrt[0] = "q", "n"
	if f.String() != before {
		t.Errorf("a change of the copy changed\n%s", f)
	}
}

// TestCopyRenamesOperands copies the loop behind itself, starting from what it
// gave: sin(x/2) of sin(x/2), for one iteration.
func TestCopyRenamesOperands(t *testing.T) {
	f := mustParse(t, tree)
	r, x := find(t, f, "r"), find(t, f, "x")
	c := f.Body.Build().Copy(r.Def, map[*Value]*Value{x: r})
	f.Body.Yield[0] = c.Result()
	if err := Verify(f); err != nil {
		t.Fatal(err)
	}
	out, err := Eval(f, num(0.8), whole(0), whole(1), truth(true))
	if want := math.Sin(math.Sin(0.8*0.5) * 0.5); err != nil || out[0].F != want {
		t.Errorf("got %v, %v, want %v\n%s", out, err, want, f)
	}
}
