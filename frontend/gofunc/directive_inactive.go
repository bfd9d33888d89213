// What depends on nothing: //chainrule:inactive.

package gofunc

import (
	"go/ast"
	"slices"
)

// Inactive reports whether a directive says that no result of the function
// depends on anything, or that nothing depends on the parameters named.
func (b *Body) Inactive() (all bool, params []string) {
	b.prog.mu.Lock()
	defer b.prog.mu.Unlock()
	return b.inactive()
}

func (b *Body) inactive() (all bool, params []string) {
	m := b.prog.marks(b.unit, b.File)
	for _, d := range m.list {
		if d.decl == b.Decl && d.verb == "inactive" {
			all = all || len(d.words) == 0
			for _, w := range d.words {
				params = append(params, wordTexts(w.list())...)
			}
		}
	}
	for _, list := range []*ast.FieldList{b.Decl.Recv, b.Decl.Type.Params} {
		if list == nil {
			continue
		}
		for _, field := range list.List {
			if m.params[field] != nil {
				for _, name := range field.Names {
					params = append(params, name.Name)
				}
			}
		}
	}
	slices.Sort(params)
	return all, slices.DeleteFunc(slices.Compact(params), func(s string) bool { return s == "" }) // "k, x"
}
