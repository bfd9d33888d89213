// Seed 61010369: with a pass left out, the error is known to be nil only behind the
// reverse sweep; the value that it was before is gone by then.
package p

import "fmt"
import "math"

type PrimalT0 struct {
	A float64
	B float64
}

type PrimalShape interface{ PrimalMeasure(x float64) float64 }

func (p PrimalT0) PrimalMeasure(x float64) float64 {
	var u float64 = float64(0) * p.A
	hs := []float32{(float32(u)) / (2 + float32(math.Sin(float64(float32(p.A))))), float32(float64(1)) * (float32(u)), (float32(1.25) + float32(x)), (float32(p.B) + float32(x))}
	_ = hs
	return math.Sqrt(1+u*u) + float64(3)
}

func PrimalH0(n int) float64 {
	var h float32 = ((float32(1.25) - float32(0.5)) - float32(0.5))
	s := []float64{math.Log(1 + float64(h)*float64(h)), float64(h), math.Copysign(float64(h), float64(h))}

	u := float64(h)

	_ = u
	return ((u - u) + min(s[1], s[0])) + u + s[0]
}

//chainrule:vjp
//chainrule:jvp
func Primal(x float64) (float64, float32, error) {
	x = 0.5*x + 0.5*math.Atan(x)
	var n int
	if 1 >= 0.1234 {
		var acc float64
		k := n
		_ = acc
		_ = k
	}
	arr := [3]float64{x}
	if arr[2] > 0.1234 {
		if n > 0 {
			n--
		}
		var p PrimalT0 = PrimalT0{A: arr[1] / (2 + math.Sin(arr[0])), B: arr[1]}
		byName := map[string]PrimalT0{"a": PrimalT0{A: float64(n), B: p.A}, "b": PrimalT0{A: arr[2], B: x}}
		_ = byName
		return p.A, float32(p.B) * (float32(p.B)), fmt.Errorf("failed")
	}
	f := func(by float64) { arr[1] += 0.25 * math.Sin(by*1.25) }
	f(arr[0])
	f(arr[0])
	return arr[1] / (1 + arr[(n+1)%len(arr)]*arr[(n+1)%len(arr)]*0.25), (float32(arr[2]) - float32(arr[2])*(float32(arr[0]))), nil
}
