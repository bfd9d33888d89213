// Every pass, alone and in any order, keeps the meaning of functions on Go memory.

package pass

import (
	"strings"
	"testing"

	"chainrule/ir"
)

const memoryFuncs = 60

// memoryFuncsThatRun makes functions of the seeds, without those that fail whatever
// their arguments.
func memoryFuncsThatRun(t *testing.T, visit func(seed uint64, f *ir.Func)) {
	t.Helper()
	ran := 0
	for seed := range uint64(memoryFuncs) {
		f := memoryFunc(seed)
		if err := ir.Verify(f); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, f)
		}
		for k := range uint64(rounds) {
			if _, err := outcome(f, k, true); err == nil {
				ran++
				visit(seed, f)
				break
			}
		}
	}
	if ran < memoryFuncs*9/10 {
		t.Errorf("only %d functions of %d run", ran, memoryFuncs)
	}
}

func TestEachPassKeepsGoMemory(t *testing.T) {
	memoryFuncsThatRun(t, func(seed uint64, f *ir.Func) {
		for _, p := range every {
			g, _ := f.Clone()
			Run(g, []Pass{p}, nil)
			readsBack(t, g)
			sameMeaning(t, f, g, !reassociates[p.Name])
		}
	})
}

func TestPassesInAnyOrderKeepGoMemory(t *testing.T) {
	list := exact()
	memoryFuncsThatRun(t, func(seed uint64, f *ir.Func) {
		r := random(seed)
		g, _ := f.Clone()
		var order []string
		for range 12 {
			p := list[r.IntN(len(list))]
			order = append(order, p.Name)
			Run(g, []Pass{p}, nil)
		}
		t.Run(strings.Join(order, ","), func(t *testing.T) { sameMeaning(t, f, g, true) })
	})
}

func TestCleanKeepsGoMemory(t *testing.T) {
	gone := 0
	memoryFuncsThatRun(t, func(_ uint64, f *ir.Func) {
		g, _ := f.Clone()
		Run(g, Clean, nil)
		sameMeaning(t, f, g, false)
		before, after := accessesOf(f), accessesOf(g)
		if after < before {
			gone++
		}
		Run(g, Schedule, nil)
		sameMeaning(t, f, g, false)
	})
	if gone < memoryFuncs/2 {
		t.Errorf("only %d functions of %d access Go memory less", gone, memoryFuncs)
	}
}

func accessesOf(f *ir.Func) (n int) {
	f.Body.Walk(func(in *ir.Instr) {
		if in.IsGet() || in.IsPut() {
			n++
		}
	})
	return n
}
