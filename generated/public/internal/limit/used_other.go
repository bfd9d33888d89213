// The time that has passed, where the system does not say how much of it was used.

//go:build !unix

package limit

import "time"

var start = time.Now()

// used is the time since the process began.
func used() time.Duration { return time.Since(start) }
