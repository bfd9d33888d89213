// Units of measurement.

package parse

import (
	"fmt"
	"strings"
	"sync"
)

// unit is how many of a base unit there are in one, and where its zero is.
type unit struct {
	base          string
	factor, shift float64
}

var (
	unitsOnce sync.Once
	units     map[string]unit
)

// loadUnits fills the table from its text when it is first asked for.
func loadUnits() {
	units = make(map[string]unit)
	for line := range strings.Lines(`
		m m 1 0
		km m 1000 0
		ft m 0.3048 0
		mi m 1609.344 0
		K K 1 0
		C K 1 273.15
		F K 0.5555555555555556 255.3722222222222
		J J 1 0
		kWh J 3.6e6 0
		cal J 4.184 0
	`) {
		var name string
		var u unit
		if n, _ := fmt.Sscan(line, &name, &u.base, &u.factor, &u.shift); n == 4 {
			units[name] = u
		}
	}
}

// Convert gives a value in another unit of the same quantity.
//
//chainrule:grad
func Convert(value float64, from, to string) (float64, error) {
	unitsOnce.Do(loadUnits)
	f, ok := units[from]
	t, known := units[to]
	switch {
	case !ok:
		return 0, fmt.Errorf("parse: no unit %q", from)
	case !known:
		return 0, fmt.Errorf("parse: no unit %q", to)
	case f.base != t.base:
		return 0, fmt.Errorf("parse: %s is no %s", from, to)
	}
	return (value*f.factor + f.shift - t.shift) / t.factor, nil
}

// A Reading is a number with its unit.
type Reading struct {
	Value float64
	Unit  string
}

// Excess sums by how much readings exceed a limit, in the limit's unit.
// Readings of other quantities are skipped.
//
//chainrule:grad
func Excess(readings []Reading, limit Reading) float64 {
	sum := 0.0
	for _, r := range readings {
		v, err := Convert(r.Value, r.Unit, limit.Unit)
		if err != nil {
			continue
		}
		sum += max(0, v-limit.Value)
	}
	return sum
}
