// Whether the race detector is on.

//go:build !race

package derivtest

const raceEnabled = false
