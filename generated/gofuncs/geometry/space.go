// Meshes in space, and places on the globe.

package geometry

import "math"

// Volume is the volume inside a closed mesh whose triangles, three indices of
// vertices, turn anticlockwise seen from outside.
//
//chainrule:grad
func Volume(vertices [][3]float64, triangles [][3]int) (volume float64) {
	for _, t := range triangles {
		a, b, c := &vertices[t[0]], &vertices[t[1]], &vertices[t[2]]
		for i := range 3 {
			j, k := (i+1)%3, (i+2)%3
			volume += a[i] * (b[j]*c[k] - b[k]*c[j]) / 6
		}
	}
	return
}

// Degrees are those of a place.
type Degrees float64

// Radians converts.
func (d Degrees) Radians() float64 { return float64(d) * (math.Pi / 180) }

// Place is a place on the globe.
type Place struct{ Lat, Lon Degrees }

// Distance is the way, in kilometres, along the great circle between places on
// a globe of the mean radius of the earth.
//
//chainrule:grad
func (p Place) Distance(q Place) float64 {
	const radius = 6371.0088
	hav := func(d Degrees) float64 {
		s := math.Sin(d.Radians() / 2)
		return s * s
	}
	h := hav(q.Lat-p.Lat) + math.Cos(p.Lat.Radians())*math.Cos(q.Lat.Radians())*hav(q.Lon-p.Lon)
	return 2 * radius * math.Asin(min(1, math.Sqrt(h)))
}

// Tour is the length of a way through places and back.
//
//chainrule:grad
func Tour(places map[string]Place, order []string) float64 {
	total := 0.0
	for i, name := range order {
		from, ok := places[name]
		if !ok {
			panic("geometry: no place " + name)
		}
		to := places[order[(i+1)%len(order)]]
		total += from.Distance(to)
	}
	return total
}
