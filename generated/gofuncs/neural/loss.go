// Softmax, losses and normalisation.

package neural

import (
	"math"
	"slices"
)

// Softmax replaces logits by probabilities.
//
//chainrule:vjp
func Softmax(logits []float64) {
	top := slices.Max(logits)
	sum := 0.0
	for i, l := range logits {
		logits[i] = math.Exp(l - top)
		sum += logits[i]
	}
	for i := range logits {
		logits[i] /= sum
	}
}

// CrossEntropy is minus the logarithm of the probability that Softmax gives a
// class.
//
//chainrule:grad
func CrossEntropy(logits []float64, class int) float64 {
	top := slices.Max(logits)
	sum := 0.0
	for _, l := range logits {
		sum += math.Exp(l - top)
	}
	return math.Log(sum) + top - logits[class]
}

// BinaryCrossEntropy of logits against labels from 0 to 1, with positives
// counted weight times.
//
//chainrule:grad wrt=logits,weight
func BinaryCrossEntropy(logits, labels []float64, weight float64) (loss float64) {
	for i, z := range logits {
		loss += weight*labels[i]*softplus(-z) + (1-labels[i])*softplus(z)
	}
	loss /= float64(len(logits))
	return
}

// LayerNorm writes gain·(x - mean)/deviation + bias to out, which may be x.
//
//chainrule:vjp wrt=x,gain,bias,out
func LayerNorm(x, gain, bias, out []float64) {
	n := float64(len(x))
	mean, square := 0.0, 0.0
	for _, v := range x {
		mean += v / n
	}
	for _, v := range x {
		square += (v - mean) * (v - mean) / n
	}
	inv := 1 / math.Sqrt(square+1e-5)
	for i, v := range x {
		out[i] = gain[i]*(v-mean)*inv + bias[i]
	}
}

// Attend is the mean of values weighted by how well each key fits the query
// (Vaswani et al. 2017, equation 1, for one query).
//
//chainrule:vjp
func Attend(query []float64, keys, values [][]float64) []float64 {
	scores := make([]float64, 0, len(keys))
	scale := 1 / math.Sqrt(float64(len(query)))
	for _, k := range keys {
		scores = append(scores, scale*dot(query, k))
	}
	Softmax(scores)
	out := make([]float64, len(values[0]))
	for i, s := range scores {
		for j, v := range values[i] {
			out[j] += s * v
		}
	}
	return out
}

func dot[T float32 | float64](a, b []T) (s T) {
	for i, v := range a {
		s += v * b[i]
	}
	return s
}
