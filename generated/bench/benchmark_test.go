// The candidates as ordinary benchmarks, named for benchstat.

package bench

import "testing"

// BenchmarkPrimal measures the functions.
func BenchmarkPrimal(b *testing.B) {
	for _, p := range Problems() {
		b.Run("problem="+p.Name, func(b *testing.B) {
			for b.Loop() {
				p.Primal()
			}
			perEvaluation(b, p.Calls)
		})
	}
}

// BenchmarkGradient measures every gradient that is computed in full.
func BenchmarkGradient(b *testing.B) {
	for _, p := range Problems() {
		for _, c := range p.Candidates {
			if c.Build == nil || c.Sample != nil {
				continue
			}
			b.Run("problem="+p.Name+"/tool="+c.Tool, func(b *testing.B) {
				f, grad := c.Build(), make([]float64, p.Size)
				b.ReportAllocs()
				for b.Loop() {
					f(grad)
				}
				perEvaluation(b, p.Calls)
			})
		}
	}
}

// perEvaluation reports the time of one evaluation where a call takes several.
func perEvaluation(b *testing.B, calls int) {
	if calls > 1 {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(calls), "ns/evaluation")
	}
}
