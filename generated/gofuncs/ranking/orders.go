// Orders, jobs and neighbours, taken one after the other.

package ranking

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// Offer is so much of something at a price.
type Offer struct {
	Bidder   string
	Price    float64
	Quantity float64
}

// Purchase is the cost of a quantity, bought from the cheapest offers first, and
// what could not be had. The offers stay as they are.
//
//chainrule:vjp
func Purchase(offers []*Offer, quantity float64) (cost, missing float64) {
	book := make([]*Offer, len(offers))
	copy(book, offers)
	sort.SliceStable(book, func(i, j int) bool { return book[i].Price < book[j].Price })
	for _, o := range book {
		if quantity <= 0 {
			break
		}
		part := min(o.Quantity, quantity)
		cost += part * o.Price
		quantity -= part
	}
	return cost, quantity
}

// Job arrives and takes its time.
type Job struct{ Arrival, Work float64 }

// byArrival sorts jobs.
type byArrival []Job

func (b byArrival) Len() int           { return len(b) }
func (b byArrival) Less(i, j int) bool { return b[i].Arrival < b[j].Arrival }
func (b byArrival) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

// Waiting is the mean time that jobs wait for a single server, which takes the
// one that came first. It sorts the jobs.
//
//chainrule:vjp
func Waiting(jobs []Job) (mean float64) {
	sort.Stable(byArrival(jobs))
	free := math.Inf(-1)
	for _, j := range jobs {
		start := math.Max(free, j.Arrival)
		mean += start - j.Arrival
		free = start + j.Work
	}
	return mean / float64(len(jobs))
}

// NearestMean predicts the value at a point as the mean over its k nearest
// neighbours, weighted by the inverse of the squared distance.
//
//chainrule:grad wrt=at,values
func NearestMean(at Point, points []Point, values []float64, k int) float64 {
	index := make([]int, len(points))
	for i := range index {
		index[i] = i
	}
	slices.SortFunc(index, func(i, j int) int { return cmp.Compare(at.squared(points[i]), at.squared(points[j])) })
	sum, weights := 0.0, 0.0
	for _, i := range index[:k] {
		w := 1 / at.squared(points[i])
		sum += w * values[i]
		weights += w
	}
	return sum / weights
}

// squared is the square of the distance.
func (p Point) squared(q Point) float64 {
	dx, dy := p.X-q.X, p.Y-q.Y
	return dx*dx + dy*dy
}

// Isotonic is the sum of squares that is left when values y at places x are fitted
// by a function that does not fall: pools of adjacent violators (Barlow 1972).
//
//chainrule:grad wrt=y
func Isotonic(x, y []float64) (residual float64) {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(a, b int) bool { return x[order[a]] < x[order[b]] })
	type pool struct {
		mean float64
		size int
	}
	var pools []pool
	for _, i := range order {
		p := pool{y[i], 1}
		for len(pools) > 0 && pools[len(pools)-1].mean >= p.mean {
			last := pools[len(pools)-1]
			pools = pools[:len(pools)-1]
			n := last.size + p.size
			p = pool{(last.mean*float64(last.size) + p.mean*float64(p.size)) / float64(n), n}
		}
		pools = append(pools, p)
	}
	at := 0
	for _, p := range pools {
		for _, i := range order[at : at+p.size] {
			d := y[i] - p.mean
			residual += d * d
		}
		at += p.size
	}
	return residual
}
