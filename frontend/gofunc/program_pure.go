// Functions written in assembly: their package often has a version in Go too,
// behind a build tag.

package gofunc

import (
	"go/types"

	"golang.org/x/tools/go/packages"
)

// pureTags are the tags by which packages choose Go over assembly.
const pureTags = "-tags=noasm,purego,safe,appengine,math_big_pure_go"

// pureGo is the body that a function without one in Go has under other build
// tags; nil if it has none there either. Its sums may be in another order than
// those of the assembly.
func (p *Program) pureGo(fn *types.Func) *Body {
	path := fn.Pkg().Path()
	u := p.units[path+pureID]
	if u == nil {
		c := &packages.Config{Mode: exporting, Dir: p.dir, Fset: p.Fset, BuildFlags: []string{pureTags}}
		roots, err := packages.Load(c, path)
		if err != nil || len(roots) != 1 || len(roots[0].GoFiles) == 0 {
			return nil
		}
		packages.Visit(roots, nil, func(dep *packages.Package) {
			if p.metas[dep.ID] == nil {
				p.metas[dep.ID] = dep
			}
		})
		meta := *roots[0]
		meta.ID += pureID
		u = p.parse(&meta)
	}
	if d, ok := u.decls[local(fn)]; !ok || d.decl.Body == nil {
		return nil
	}
	if _, err := p.ready(u); err != nil {
		return nil
	}
	b, err := p.body(u, fn)
	if err != nil {
		return nil
	}
	return b
}

// pureID is what the ID of such a package ends in.
const pureID = " [pure Go]"
