// What the parameters and results of a derivative are.

package derive

import (
	"slices"
	"strings"

	"chainrule/generated/public/check"
	"chainrule/ir"
)

// rolesOf reads the roles off the signatures: what is added comes behind what the
// primal has, seeds first, and is named after what it belongs to.
func rolesOf(primal, derivative *ir.Signature) (r check.Roles) {
	params, results := paramsOf(primal), withoutError(primal.Results)
	seeded, shadowed, by := 0, 0, 0
	for _, p := range paramsOf(derivative)[len(params):] {
		if i := next(results, seeded, p); i >= 0 && len(r.Shadows) == 0 {
			r.Seeds, seeded = append(r.Seeds, i), i+1
			continue
		}
		i := next(params, shadowed, p)
		r.Shadows, shadowed = append(r.Shadows, i), i+1
	}
	for _, p := range withoutError(derivative.Results)[len(results):] {
		i := next(params, by, p)
		r.Partials, by = append(r.Partials, i), i+1
	}
	return r
}

// next finds what an added parameter or result belongs to, from the k-th on; −1 if
// there is nothing. Its name may have a number behind it, if the name was taken.
func next(list []ir.GoParam, k int, added ir.GoParam) int {
	for _, digits := range []string{"", "0123456789"} {
		for i := k; i < len(list); i++ {
			if added.Type != list[i].Type && added.Type != "*"+list[i].Type {
				continue
			}
			for _, own := range namesOf(list[i]) {
				if rest, ok := strings.CutPrefix(added.Name, "d"+own); ok && strings.Trim(rest, digits) == "" {
					return i
				}
			}
		}
	}
	return -1
}

// namesOf are the names that something may go by: its own, or those of its parts.
func namesOf(p ir.GoParam) []string {
	names := []string{p.Name}
	if p.Name == "" {
		names[0] = "r"
	}
	for _, l := range p.Leaves {
		if l.Path == "" {
			names = append(names, l.Name)
		}
	}
	return names
}

// paramsOf lists the receiver and the parameters.
func paramsOf(s *ir.Signature) []ir.GoParam {
	if s.Recv != nil {
		return append([]ir.GoParam{*s.Recv}, s.Params...)
	}
	return s.Params
}

func withoutError(list []ir.GoParam) []ir.GoParam {
	return slices.DeleteFunc(slices.Clone(list), func(p ir.GoParam) bool { return p.Type == "error" })
}
