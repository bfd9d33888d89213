// Run: the cases of a program, one after another.

package check

import (
	"encoding/json"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"reflect"
	"strconv"
	"time"

	"chainrule/generated/public/internal/limit"
)

// Case is a function and its derivative.
type Case struct {
	Name   string
	Primal any // a method is a function of its receiver
	VJP    any // nil if there is none
	Roles  Roles
	Skip   []int // parameters by whose floats no derivative is compared
}

// Report is what was found of a case.
type Report struct {
	Name     string
	Points   int      // at which the function was looked at
	Active   bool     // a derivative that is not zero was met
	Agree    int      // partial derivatives
	Telling  int      // those among them that are not those of a function that does nothing
	Kinks    int      // where no derivative is
	Unclear  int      // where differences tell nothing
	Left     int      // left out: by floats that only an interface leads to, or of parameters to skip
	Singular int      // points that are wrong, but not the points close to them
	Wrong    []string // partial derivatives, or what else went wrong
	NoPoints string   // why there were none
	Dead     string   // how the program ended in this case
}

const (
	enough   = 4               // points of a case
	most     = 12              // points, where none has shown that the function is differentiable
	attempts = 600             // at arguments
	patience = 4 * time.Second // with a case
	partials = 14              // of a point
)

// mostMemory is the most that a program may take.
const mostMemory = 2 << 30

// Run checks the cases from the one whose number is the program's first argument
// on, that in the try that the second one says,
// and writes a line of JSON for each to the file that the environment hands over
// as descriptor 3: the functions may write to standard output.
func Run(m *Makers, cases []Case) {
	go limit.Memory(mostMemory)
	from, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	try, err := strconv.Atoi(os.Args[2])
	if err != nil {
		panic(err)
	}
	m.endless = map[int]bool{}
	out := json.NewEncoder(os.NewFile(3, "reports"))
	for _, c := range cases[from:] {
		if err := out.Encode(Check(m, c, try)); err != nil {
			panic(err)
		}
		if try = 0; abandoned > 0 {
			return // the caller goes on in a fresh process
		}
	}
}

// Check compares a derivative with differences at several points, other ones in
// another try.
func Check(m *Makers, c Case, try int) Report {
	k := &checker{Case: c, makers: m, report: Report{Name: c.Name}, fn: reflect.ValueOf(c.Primal), tol: double}
	if withSingles(k.fn.Type()) {
		k.tol = single
	}
	h := fnv.New64a()
	h.Write([]byte(c.Name))
	k.rand = rand.New(rand.NewPCG(h.Sum64(), uint64(try)))
	k.run()
	return k.report
}
