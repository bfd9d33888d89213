// How often a function allocates: from the profile of the run-time system, as
// calls by reflection allocate too.

package derivtest

import (
	"fmt"
	"runtime"
	"strings"
)

// calls is how often a function is called to see what it allocates every time.
const calls = 200

// allocations demands that the derivative allocates nothing, where the function
// allocates nothing.
func (p *plan) allocations(t reporter, seeds, memory []float64) {
	t.Helper()
	if p.Allocates || raceEnabled {
		return
	}
	if len(p.allocated(func() { p.primal() })) > 0 {
		return
	}
	want := p.primal()
	if at := p.allocated(func() { p.derivative(want, seeds, memory) }); len(at) > 0 {
		t.Errorf("the derivative allocates, the function does not:\n%s", strings.Join(at, "\n"))
	}
}

// allocated calls f and lists the lines that allocate at every call. Pools are
// filled by the first.
func (p *plan) allocated(f func()) (list []string) {
	defer everyAllocation()()
	before := map[string]int64{}
	profile(p.folder(), before)
	for range calls {
		f()
	}
	after := map[string]int64{}
	profile(p.folder(), after)
	for line, n := range after {
		if n-before[line] >= calls/2 {
			list = append(list, line)
		}
	}
	return list
}

// everyAllocation has the profile count every allocation, until what it returns is
// called. It runs on one processor: how far away the next sample is, is known to
// each for itself, and changes with the rate only when that sample has been taken.
func everyAllocation() (end func()) {
	rate, processors := runtime.MemProfileRate, runtime.GOMAXPROCS(1)
	runtime.MemProfileRate = 1
	for range 32 * rate / len(filler) {
		filler = make([]byte, len(filler)) // the distance is rate on average
	}
	return func() {
		runtime.MemProfileRate = rate
		runtime.GOMAXPROCS(processors)
	}
}

// filler is what was made last, on the heap.
var filler = make([]byte, 1<<14)

// folder is the path of the package of the function.
func (p *plan) folder() string {
	name := runtime.FuncForPC(p.f.Pointer()).Name()
	slash := strings.LastIndex(name, "/") + 1
	pkg, _, _ := strings.Cut(name[slash:], ".")
	return name[:slash] + pkg + "."
}

// records are those of the last profile.
var records []runtime.MemProfileRecord

// profile counts the allocations so far by the line of the package that makes
// them or calls what does.
func profile(pkg string, counts map[string]int64) {
	runtime.GC() // the profile is that of the last collection
	runtime.GC()
	n, _ := runtime.MemProfile(records, true)
	for n > len(records) {
		records = make([]runtime.MemProfileRecord, 2*n)
		n, _ = runtime.MemProfile(records, true)
	}
	for _, r := range records[:n] {
		frames := runtime.CallersFrames(r.Stack())
		for more := true; more; {
			var f runtime.Frame
			f, more = frames.Next()
			if strings.HasPrefix(f.Function, pkg) && !strings.HasSuffix(f.File, "_test.go") {
				counts[fmt.Sprintf("%s:%d", f.File, f.Line)] += r.AllocObjects
				break
			}
		}
	}
}
