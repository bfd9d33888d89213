// Agreement with the values of another implementation, testdata/reference.tsv.

package bigmath

import (
	"bufio"
	"math/big"
	"os"
	"strconv"
	"strings"
	"testing"
)

// TestReference compares with mpmath to the last few of 256 bits.
func TestReference(t *testing.T) {
	const prec, want = 256, 253
	file, err := os.Open("testdata/reference.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	c, count := New(prec), 0
	for lines := bufio.NewScanner(file); lines.Scan(); {
		count++
		fields := strings.Split(lines.Text(), "\t")
		name, last := fields[0], len(fields)-1
		value, _, err := big.ParseFloat(fields[last], 10, prec+40, big.ToNearestEven)
		if err != nil {
			t.Fatal(lines.Text(), err)
		}
		got, err := evaluate(c, name, fields[1:last])
		if err != nil {
			t.Errorf("%s%v: %v", name, fields[1:last], err)
			continue
		}
		if bits := goodBits(got, value); bits < want {
			t.Errorf("%s%v = %.30g, want %.30g: %d good bits", name, fields[1:last], got, value, bits)
		}
	}
	if count < 700 {
		t.Errorf("only %d reference values", count)
	}
}

// evaluate returns the function called name at arguments given as text.
func evaluate(c Context, name string, arguments []string) (*big.Float, error) {
	parse := func(text string) *big.Float {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			panic(err)
		}
		return big.NewFloat(v)
	}
	if f, ok := unaries(c)[name]; ok {
		return f(parse(arguments[0]))
	}
	if f, ok := binaries(c)[name]; ok {
		return f(parse(arguments[0]), parse(arguments[1]))
	}
	n, err := strconv.Atoi(arguments[0])
	if err != nil {
		panic(err)
	}
	return orders(c)[name](n, parse(arguments[1]))
}
