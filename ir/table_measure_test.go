package ir_test

import (
	"fmt"
	"math"
	"math/big"
	"testing"
	"time"

	"chainrule/internal/gradcheck"
	"chainrule/internal/gradcheck/bigmath"
	"chainrule/ir"
)

func TestMeasure(t *testing.T) {
	_ = big.NewFloat
	_ = bigmath.New
	for _, op := range differentiable() {
		if references[op.Name] == nil {
			fmt.Println("NO REF", op.Name)
			continue
		}
		eachFloat(op, func(k int) {
			start := time.Now()
			rng := newRand(op)
			f := partialFunc(t, op, k)
			worst := 0.0
			var at []ir.Scalar
			for range 200 {
				a := draw(op, rng)
				want, err := referencePartial(op, a, k)
				if err != nil {
					fmt.Println(op.Name, floats(op, a), err)
					continue
				}
				got := run(t, f, a)
				if d := gradcheck.RelativeDifference(got, want); !(d <= worst) {
					worst, at = d, a
				}
			}
			e1 := time.Since(start)
			start = time.Now()
			rng = newRand(op)
			w2 := make([]float64, len(op.In))
			var at2 []ir.Scalar
			eachFloat(op, func(j int) {
				g := differentiate(t, partialFunc(t, op, k), j)
				for range 50 {
					a := draw(op, rng)
					want, _, err := gradcheck.Second(references[op.Name].bigFunc, floats(op, a), k, j, 320)
					if err != nil {
						fmt.Println(op.Name, floats(op, a), err)
						continue
					}
					got := run(t, g, a)
					d := gradcheck.RelativeDifference(got, want)
					if math.IsNaN(d) {
						d = 99
					}
					if d > w2[j] {
						w2[j] = d
						at2 = a
					}
				}
			})
			mark := ""
			if worst > 1e-13 {
				mark += " <<<1"
			}
			for _, w := range w2 {
				if w > 1e-13 {
					mark += " <<<2"
				}
			}
			fmt.Printf("%-12s d%d %.2g at %v (%v)  second %.2g at %v (%v)%s\n", op.Name, k, worst, floats(op, at), e1.Round(time.Millisecond), w2, at2, time.Since(start).Round(time.Millisecond), mark)
		})
	}
}
