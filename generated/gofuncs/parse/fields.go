// Lines of numbers, tables and orders.

package parse

import (
	"bufio"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// WeightedSum is the sum of the numbers of a line, each times its weight.
//
//chainrule:grad
func WeightedSum(line string, weights []float64) (float64, error) {
	fields := strings.Fields(line)
	if len(fields) != len(weights) {
		return 0, fmt.Errorf("parse: %d numbers for %d weights", len(fields), len(weights))
	}
	sum := 0.0
	for i, f := range fields {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil {
			return 0, fmt.Errorf("parse: field %d: %w", i+1, err)
		}
		sum += weights[i] * v
	}
	return sum, nil
}

// MeanScore reads a table of comma-separated values whose first line names the
// columns, scores each row by the weights of the columns, and gives the mean.
// Columns without a weight do not count, and neither do empty cells.
//
//chainrule:grad
func MeanScore(table string, weights map[string]float64) (mean float64, err error) {
	lines := bufio.NewScanner(strings.NewReader(table))
	var names []string
	rows := 0
	for lines.Scan() {
		cells := strings.Split(lines.Text(), ",")
		if names == nil {
			names = cells
			continue
		}
		if len(cells) != len(names) {
			return 0, fmt.Errorf("parse: row %d has %d cells", rows+1, len(cells))
		}
		for i, cell := range cells {
			w, ok := weights[names[i]]
			if !ok || cell == "" {
				continue
			}
			v, err := strconv.ParseFloat(strings.TrimSpace(cell), 64)
			if err != nil {
				return 0, err
			}
			mean += w * v
		}
		rows++
	}
	if rows == 0 {
		return 0, errors.New("parse: no rows")
	}
	return mean / float64(rows), lines.Err()
}

// OrderTotal is the price of an order such as "3 apple, 1.5 flour, pear", with a
// discount, a fraction, on each article from a dozen up.
//
//chainrule:grad
func OrderTotal(order string, prices map[string]float64, discount float64) (total float64, err error) {
	for item := range strings.SplitSeq(order, ",") {
		count, name := 1.0, strings.TrimSpace(item)
		if number, rest, ok := strings.Cut(name, " "); ok {
			if count, err = strconv.ParseFloat(number, 64); err != nil {
				return 0, err
			}
			name = rest
		}
		price, ok := prices[name]
		if !ok {
			return 0, fmt.Errorf("parse: no price for %q", name)
		}
		if count >= 12 {
			price *= 1 - discount
		}
		total += count * price
	}
	return
}
