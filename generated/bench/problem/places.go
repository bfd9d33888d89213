// Constant matrices of zeros and ones for tools that know only products.

package problem

// OneHot returns the labels as the rows of a matrix [n,c].
func (p *Perceptron) OneHot() []float64 {
	m := make([]float64, p.N*p.C)
	for i, l := range p.Label {
		m[i*p.C+l] = 1
	}
	return m
}

// Places returns the matrices that take a packed strict lower triangle
// [d(d-1)/2, d·d], and a diagonal [d, d·d], to their places in a flat matrix.
func (p *Mixture) Places() (lower, diagonal []float64) {
	d := p.D
	lower = make([]float64, p.Triangle()*d*d)
	diagonal = make([]float64, d*d*d)
	i := 0
	for r := range d {
		diagonal[r*d*d+r*d+r] = 1
		for c := range r {
			lower[i*d*d+r*d+c] = 1
			i++
		}
	}
	return lower, diagonal
}
