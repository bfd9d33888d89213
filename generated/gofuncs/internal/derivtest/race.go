// Whether the race detector is on, under which pools lose what they hold.

//go:build race

package derivtest

const raceEnabled = true
