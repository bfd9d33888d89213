// The garbage collector, for a command that lives a second.

package main

import (
	"os"
	"runtime/debug"
)

const (
	relaxedPercent = 400     // spares a third of the time, and takes a third more memory
	relaxedBytes   = 1 << 20 // of sources; larger ones keep the memory low instead
)

// relaxed lets the heap grow further between collections while small files are
// generated. A percentage that the user chose stays.
func relaxed(files []string) (restore func()) {
	size := int64(0)
	for _, name := range files {
		if info, err := os.Stat(name); err == nil {
			size += info.Size()
		}
	}
	if size > relaxedBytes || os.Getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(relaxedPercent)
	return func() { debug.SetGCPercent(before) }
}
