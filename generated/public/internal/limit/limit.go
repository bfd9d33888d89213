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

// Memory ends the process, with status 3, once its heap is larger than so many
// bytes.
func Memory(most uint64) { new(Job).Watch(most, 0) }

// Job is work of limited length.
type Job struct{ began atomic.Int64 }

// Begin begins the work anew.
func (j *Job) Begin() { j.began.Store(int64(used())) }

// Watch ends the process, with status 3, once its heap is larger than so many
// bytes, or the work since Begin takes the processor for longer, unless 0.
func (j *Job) Watch(mostBytes uint64, most time.Duration) {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	for range time.Tick(50 * time.Millisecond) {
		metrics.Read(sample)
		bytes, took := sample[0].Value.Uint64(), used()-time.Duration(j.began.Load())
		if bytes > mostBytes || most > 0 && took > most {
			fmt.Fprintf(os.Stderr, "ended after %v with %d MB of memory\n", took.Round(time.Second), bytes>>20)
			os.Exit(3)
		}
	}
}
