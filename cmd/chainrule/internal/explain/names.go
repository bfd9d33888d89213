// Names of steps: the user's own, else a, b, c, …, and y for the result.

package explain

import (
	"strconv"

	"chainrule/ir"
)

// letters are the names of steps; d and e mean something else here, i, l and o
// are hard to tell from digits.
const letters = "abcghjkmnpqrstuvw"

type namer struct {
	taken map[string]bool
	next  *int
}

func newNamer(f *ir.Func) namer {
	n := namer{map[string]bool{"e": true, "π": true}, new(int)}
	for _, p := range f.Body.Params {
		n.taken[p.Name], n.taken["param:"+p.Name] = true, true
	}
	f.Body.Walk(func(in *ir.Instr) {
		for _, v := range in.Results {
			n.taken[v.Name] = true
		}
	})
	for _, r := range f.Results {
		n.taken[r] = true
	}
	return n
}

// fresh is the wanted name, or a new one.
func (n namer) fresh(want string) string {
	if want != "" {
		return n.number(want, "used:"+want)
	}
	for {
		name := string(letters[*n.next%len(letters)])
		if k := *n.next / len(letters); k > 0 {
			name += strconv.Itoa(k)
		}
		*n.next++
		if !n.taken[name] {
			n.taken[name] = true
			return name
		}
	}
}

// number gives the name, with a number if it was given before.
func (n namer) number(name, used string) string {
	if !n.taken[used] {
		n.taken[used] = true
		return name
	}
	for k := 2; ; k++ {
		if other := name + strconv.Itoa(k); !n.taken[other] {
			n.taken[other] = true
			return other
		}
	}
}

// result is a name for the last step: the user's, else y, z, f.
func (n namer) result(want string) string {
	if want != "" && !n.taken["used:"+want] && !n.taken["param:"+want] {
		return want
	}
	for _, name := range []string{"y", "z", "f"} {
		if !n.taken[name] {
			return name
		}
	}
	return n.fresh("")
}
