package ir_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"chainrule/internal/gradcheck"
	"chainrule/ir"
)

func TestMeasureWide(t *testing.T) {
	for _, op := range differentiable() {
		eachFloat(op, func(k int) {
			start := time.Now()
			rng := newRand(op)
			f := partialFunc(t, op, k)
			type bad struct {
				d, got, want float64
				at           []float64
			}
			var worst [3]bad
			n, skipped := 0, 0
			for i := range 300 {
				a := draw(op, rng)
				for j, typ := range op.In {
					if typ == ir.TF64 {
						m := math.Pow(10, rng.Float64()*600-300)
						if i%3 == 1 {
							m = math.Pow(10, rng.Float64()*5-2)
						}
						if i%3 == 2 {
							m = 1 - math.Pow(10, -15*rng.Float64())
						}
						if rng.IntN(2) == 0 {
							m = -m
						}
						a[j].F = m
					}
				}
				v := op.Eval(a).F
				if math.IsNaN(v) {
					continue
				}
				want, err := referencePartial(op, a, k)
				if err != nil {
					skipped++
					if skipped < 2 {
						fmt.Println("   skip", op.Name, floats(op, a), v, err)
					}
					continue
				}
				n++
				got := run(t, f, a)
				if math.Abs(got-want) < 2.3e-308 || math.Abs(want) < 1e-300 && math.Abs(got-want) < 1e-300 {
					continue
				}
				d := gradcheck.RelativeDifference(got, want)
				if math.IsNaN(d) {
					d = 99
				}
				if d > worst[i%3].d {
					worst[i%3] = bad{d, got, want, floats(op, a)}
				}
			}
			fmt.Printf("%-10s d%d n=%d skip=%d %v\n", op.Name, k, n, skipped, time.Since(start).Round(time.Millisecond))
			for i, w := range worst {
				if w.d > 1e-14 {
					fmt.Printf("      %s: %.2g got %g want %g at %v\n", []string{"log", "mid", "edge1"}[i], w.d, w.got, w.want, w.at)
				}
			}
		})
	}
}
