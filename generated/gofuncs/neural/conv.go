// Convolutions and pooling.

package neural

// Conv1D writes the correlation of x with a kernel to out, taking every
// stride-th position where the kernel lies within x.
//
//chainrule:vjp
func Conv1D(x, kernel, out []float64, stride int) {
	for i := range out {
		window := x[i*stride : i*stride+len(kernel)]
		out[i] = dot(window, kernel)
	}
}

// Conv2D gives the correlation of an image with a kernel of odd size, of the
// image's size: outside the image is zero.
//
//chainrule:vjp
func Conv2D(image, kernel [][]float64) [][]float64 {
	out := make([][]float64, len(image))
	ry, rx := len(kernel)/2, len(kernel[0])/2
	for y := range image {
		out[y] = make([]float64, len(image[y]))
		for x := range image[y] {
			for dy := -ry; dy <= ry; dy++ {
				if y+dy < 0 || y+dy >= len(image) {
					continue
				}
				for dx := -rx; dx <= rx; dx++ {
					if x+dx < 0 || x+dx >= len(image[y]) {
						continue
					}
					out[y][x] += kernel[dy+ry][dx+rx] * image[y+dy][x+dx]
				}
			}
		}
	}
	return out
}

// MaxPool gives the largest of each block of size by size pixels; what remains
// at the edges is dropped.
//
//chainrule:vjp
func MaxPool(image [][]float64, size int) (out [][]float64) {
	for y := 0; y+size <= len(image); y += size {
		var row []float64
		for x := 0; x+size <= len(image[y]); x += size {
			best := image[y][x]
			for _, line := range image[y : y+size] {
				for _, v := range line[x : x+size] {
					best = max(best, v)
				}
			}
			row = append(row, best)
		}
		out = append(out, row)
	}
	return out
}
