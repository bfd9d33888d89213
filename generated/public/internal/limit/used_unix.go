// The time that the process used a processor.

//go:build unix

package limit

import (
	"syscall"
	"time"
)

// used is the time that the process used a processor.
func used() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
