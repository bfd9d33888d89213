// Polynomials and settings as text.

package parse

import (
	"fmt"
	"log"
	"math"
	"strconv"
	"strings"
)

// Coefficients reads numbers separated by commas, the constant first.
func Coefficients(text string) (c []float64, err error) {
	for part := range strings.SplitSeq(text, ",") {
		v, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil {
			return nil, fmt.Errorf("parse: coefficient %d: %w", len(c), err)
		}
		c = append(c, v)
	}
	return c, nil
}

// Polynomial is the polynomial with Coefficients(text) at x, by Horner's scheme.
//
//chainrule:grad
func Polynomial(text string, x float64) (float64, error) {
	c, err := Coefficients(text)
	if err != nil {
		return 0, err
	}
	y := 0.0
	for i := len(c) - 1; i >= 0; i-- {
		y = y*x + c[i]
	}
	return y, nil
}

// A Car is what its drag depends on.
type Car struct {
	Coefficient float64 // of drag
	Area        float64 // m²
	Mass        float64 // kg
	Rolling     float64 // resistance over weight
}

// Power is the power in W that a car needs on the level at a speed in m/s. Lines
// of settings such as "mass = 1500" or "area += 0.2" change it first; a line
// without "=" is a comment.
//
//chainrule:grad wrt=c,speed
func (c Car) Power(settings string, speed float64) (float64, error) {
	for line := range strings.Lines(settings) {
		key, text, ok := strings.Cut(line, "=")
		if !ok {
			continue
		}
		value, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		if err != nil {
			return math.NaN(), fmt.Errorf("parse: %s: %w", strings.TrimSpace(key), err)
		}
		key, more := strings.CutSuffix(strings.TrimSpace(key), "+")
		field := &c.Mass
		switch strings.TrimSpace(key) {
		case "mass":
		case "area":
			field = &c.Area
		case "drag":
			field = &c.Coefficient
		case "rolling":
			field = &c.Rolling
		default:
			log.Printf("parse: setting %q is not known", key)
			continue
		}
		if more {
			value += *field
		}
		*field = value
	}
	const density, gravity = 1.2041, 9.80665 // of air at 20 °C; standard
	force := 0.5*density*c.Coefficient*c.Area*speed*speed + c.Rolling*c.Mass*gravity
	return force * speed, nil
}
