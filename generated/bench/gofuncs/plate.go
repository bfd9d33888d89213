// The gradient of heat.Plate.

package gofuncs

// PlateWorkspace keeps the temperatures after every step, rows one after the
// other, and two fields of derivatives.
type PlateWorkspace struct {
	steps       []float64
	adjoint, to []float64
}

// Plate returns the mean temperature with its derivatives by r and source, and
// sets dinitial. The heated cell is inside the plate.
func Plate(ws *PlateWorkspace, initial [][]float64, r, source float64, hot [2]int, steps int, dinitial [][]float64) (mean, dr, dsource float64) {
	rows, n := len(initial), len(initial[0])
	cells, cell := rows*n, hot[0]*n+hot[1]
	ws.grow(cells, steps)
	for i, row := range initial {
		copy(ws.steps[i*n:][:n], row)
	}
	for k := range steps {
		cur, next := ws.steps[k*cells:][:cells], ws.steps[(k+1)*cells:][:cells]
		diffuse(cur, next, n, r)
		next[cell] += source
	}
	mean = ws.seed(ws.steps[steps*cells:], n)
	for i := range dinitial {
		clear(dinitial[i])
	}
	for k := steps - 1; k >= 0; k-- {
		dsource += ws.adjoint[cell]
		dr += undiffuse(ws.steps[k*cells:][:cells], ws.adjoint, ws.to, n, r)
		ws.rim(dinitial, n, r)
		ws.adjoint, ws.to = ws.to, ws.adjoint
	}
	for i := 1; i < rows-1; i++ {
		copy(dinitial[i][1:n-1], ws.adjoint[i*n+1:])
	}
	return mean, dr, dsource
}

// grow makes room for some steps, and zeros on the rims of the derivatives.
func (ws *PlateWorkspace) grow(cells, steps int) {
	ws.steps = grown(ws.steps, cells*(steps+1))
	ws.adjoint, ws.to = grown(ws.adjoint, cells), grown(ws.to, cells)
	clear(ws.adjoint)
	clear(ws.to)
}

// seed returns the mean of the last temperatures and sets its derivatives.
func (ws *PlateWorkspace) seed(last []float64, n int) (mean float64) {
	rows := len(last) / n
	share := 1 / float64((rows-2)*(n-2))
	for i := 1; i < rows-1; i++ {
		row, d := last[i*n:][:n-1], ws.adjoint[i*n:][:n-1]
		for j := 1; j < len(row); j++ {
			mean += row[j]
			d[j] = share
		}
	}
	return mean * share
}

// diffuse takes one step.
func diffuse(cur, next []float64, n int, r float64) {
	copy(next[:n], cur)
	for at := n; at < len(cur)-n; at += n {
		up, row, down, out := cur[at-n:][:n], cur[at:][:n], cur[at+n:][:n], next[at:][:n]
		out[0], out[n-1] = row[0], row[n-1]
		left, here := row[0], row[1]
		for j := 1; j < len(row)-1; j++ {
			right := row[j+1]
			out[j] = here + r*(up[j]+down[j]+left+right-4*here)
			left, here = here, right
		}
	}
	copy(next[len(next)-n:], cur[len(cur)-n:])
}

// undiffuse sets the derivatives by the temperatures before a step, zero on the
// rim, from those after it, and returns the step's derivative by r.
func undiffuse(cur, d, to []float64, n int, r float64) (dr float64) {
	for at := n; at < len(cur)-n; at += n {
		up, row, down := cur[at-n:][:n], cur[at:][:n], cur[at+n:][:n]
		dup, drow, ddown, out := d[at-n:][:n], d[at:][:n], d[at+n:][:n], to[at:][:n]
		left, here := row[0], row[1]
		dleft, dhere := 0.0, drow[1]
		for j := 1; j < len(row)-1; j++ {
			right, dright := row[j+1], drow[j+1]
			dr += dhere * (up[j] + down[j] + left + right - 4*here)
			out[j] = dhere + r*(dup[j]+ddown[j]+dleft+dright-4*dhere)
			left, here = here, right
			dleft, dhere = dhere, dright
		}
	}
	return dr
}

// rim adds what the cells next to the rim pass on to it.
func (ws *PlateWorkspace) rim(dinitial [][]float64, n int, r float64) {
	last := len(dinitial) - 1
	top, bottom := dinitial[0][:n], dinitial[last][:n]
	first, end := ws.adjoint[n:][:n], ws.adjoint[(last-1)*n:][:n]
	for j := range first {
		top[j] += r * first[j]
		bottom[j] += r * end[j]
	}
	for i := 1; i < last; i++ {
		row, d := ws.adjoint[i*n:][:n], dinitial[i][:n]
		d[0] += r * row[1]
		d[n-1] += r * row[n-2]
	}
}
