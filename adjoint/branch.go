// The adjoint of a branch is a branch on the same condition.

package adjoint

import "chainrule/ir"

func (fr *frame) branch(in *ir.Instr) {
	live := fr.touchesActive(in.Regions[0]) || fr.touchesActive(in.Regions[1])
	for _, v := range in.Results {
		live = live || fr.adj[v] != nil
	}
	if !live {
		return
	}
	free := fr.activeFree(in.Regions...)
	rev := fr.b.If(in.Args[0], floats(len(free))...)
	start := fr.adj
	for k, body := range in.Regions {
		inner := fr.newFrame(body, rev.Regions[k].Build())
		fr.mirror[inner.b.Region] = body
		fr.runBranch(in, inner, free, start)
	}
	for j, v := range free {
		fr.adj[v] = rev.Results[j].Named("d" + v.Name)
	}
}

// runBranch builds the adjoint of one side; outside adjoints start from what
// they are before the branch.
func (fr *frame) runBranch(in *ir.Instr, inner *frame, free []*ir.Value, start map[*ir.Value]*ir.Value) {
	for _, v := range free {
		inner.adj[v] = start[v]
	}
	for k, v := range in.Results {
		if d := start[v]; d != nil {
			inner.add(inner.fwd.Yield[k], d)
		}
	}
	inner.run()
	for _, v := range free {
		inner.b.Region.Yield = append(inner.b.Region.Yield, inner.orZero(inner.adj[v]))
	}
}

func floats(n int) []ir.Type {
	ts := make([]ir.Type, n)
	for i := range ts {
		ts[i] = ir.TF64
	}
	return ts
}
