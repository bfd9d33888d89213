// Package limit ends a process that takes too much memory or time before the
// machine suffers: what it computes may grow without end.
package limit

import (
	"fmt"
	"os"
	"runtime/metrics"
	"sync/atomic"
	"time"
)

// what is looked at: the heap, and the time that Go code took on all processors,
// which the runtime reckons up whenever it collects garbage.
const (
	heap = "/memory/classes/heap/objects:bytes"
	work = "/cpu/classes/total:cpu-seconds"
	idle = "/cpu/classes/idle:cpu-seconds"
)

// read gives the size of the heap and the seconds of work.
func read() (bytes uint64, seconds float64) {
	s := []metrics.Sample{{Name: heap}, {Name: work}, {Name: idle}}
	metrics.Read(s)
	return s[0].Value.Uint64(), s[1].Value.Float64() - s[2].Value.Float64()
}

// Memory ends the process, with status 3, once its heap is larger than so many
// bytes.
func Memory(most uint64) { new(Job).Watch(most, 0) }

// Job is work of limited length.
type Job struct{ began atomic.Pointer[float64] }

// Begin begins the work anew.
func (j *Job) Begin() {
	_, now := read()
	j.began.Store(&now)
}

// Watch ends the process, with status 3, once its heap is larger than so many
// bytes, or the work since Begin takes more than so many seconds, unless 0.
func (j *Job) Watch(mostBytes uint64, mostSeconds float64) {
	for range time.Tick(50 * time.Millisecond) {
		bytes, seconds := read()
		began := j.began.Load()
		if bytes > mostBytes || mostSeconds > 0 && began != nil && seconds-*began > mostSeconds {
			fmt.Fprintf(os.Stderr, "ended with %d MB of memory\n", bytes>>20)
			os.Exit(3)
		}
	}
}
