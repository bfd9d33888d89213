// Correlation, and lines through points.

package stats

import (
	"errors"
	"math"
)

// Pearson's coefficient of correlation.
//
//chainrule:grad
func Pearson(x, y []float64) float64 {
	mx, my := Mean(x), Mean(y)
	var sxx, sxy, syy float64
	for i := range x {
		dx, dy := x[i]-mx, y[i]-my
		sxx += dx * dx
		sxy += dx * dy
		syy += dy * dy
	}
	return sxy / math.Sqrt(sxx*syy)
}

// Autocorrelation of a series at a lag: it is compared with itself later.
//
//chainrule:grad
func Autocorrelation(x []float64, lag int) float64 {
	return Pearson(x[:len(x)-lag], x[lag:])
}

// A Point to draw a line through; Sigma is the uncertainty of Y.
type Point struct{ X, Y, Sigma float64 }

// FitLine is the line of least squares through points, weighted by their
// uncertainties.
//
//chainrule:vjp
func FitLine(points []Point) (slope, intercept float64, err error) {
	var s, sx, sy, sxx, sxy float64
	for _, p := range points {
		w := 1 / (p.Sigma * p.Sigma)
		s += w
		sx += w * p.X
		sy += w * p.Y
		sxx += w * p.X * p.X
		sxy += w * p.X * p.Y
	}
	det := s*sxx - sx*sx
	if det == 0 {
		err = errors.New("stats: no line through points above each other")
		return
	}
	slope = (s*sxy - sx*sy) / det
	intercept = (sxx*sy - sx*sxy) / det
	return
}

// Robust is a loss of residuals, squared below Limit and linear beyond (Huber
// 1964), with a penalty on the coefficients: Ridge times their squares and
// Lasso times their sizes.
type Robust struct{ Limit, Ridge, Lasso float64 }

func (r Robust) residual(e float64) float64 {
	switch e = math.Abs(e); {
	case e <= r.Limit:
		return 0.5 * e * e
	default:
		return r.Limit * (e - 0.5*r.Limit)
	}
}

// Loss of coefficients for rows of features, the intercept first.
//
//chainrule:grad wrt=r,coef
//chainrule:hvp wrt=r,coef
func (r Robust) Loss(coef []float64, rows [][]float64, y []float64) float64 {
	intercept, slopes := coef[0], coef[1:]
	loss := 0.0
	for i, row := range rows {
		predicted := intercept
		for j, v := range row {
			predicted += slopes[j] * v
		}
		loss += r.residual(y[i] - predicted)
	}
	for _, c := range slopes {
		loss += r.Ridge*c*c + r.Lasso*math.Abs(c)
	}
	return loss
}

// Logistic is the log-likelihood of outcomes for rows of features.
//
//chainrule:grad wrt=coef
func Logistic(coef []float64, rows [][]float64, outcome []bool) (l float64) {
	for i, row := range rows {
		z := 0.0
		for j, v := range row {
			z += coef[j] * v
		}
		if outcome[i] {
			z = -z
		}
		l -= max(z, 0) + math.Log1p(math.Exp(-math.Abs(z)))
	}
	return
}
