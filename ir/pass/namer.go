// Whose name a value gets when it stands for another.

package pass

import "chainrule/ir"

// namer knows the names of a derivative, so that a value of the function itself does
// not go by the name of an adjoint that happens to equal it: the d and the name of
// what it is the adjoint of.
type namer struct{ names map[string]bool }

func newNamer(f *ir.Func) namer {
	n := namer{map[string]bool{}}
	if len(f.Derived)+len(f.Shadows) == 0 {
		return n
	}
	add := func(vs []*ir.Value) {
		for _, v := range vs {
			n.names[v.Name] = v.Name != ""
		}
	}
	add(f.Body.Params)
	f.Body.Walk(func(in *ir.Instr) {
		add(in.Results)
		for _, r := range in.Regions {
			add(r.Params)
		}
	})
	return n
}

// give names v, which was there before, after what it is used for now.
func (n namer) give(v *ir.Value, name string) {
	if len(name) < 2 || name[0] != 'd' || !n.names[name[1:]] {
		v.Named(name)
	}
}
