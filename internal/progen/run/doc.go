// Package run calls functions and their derivatives and compares all with all:
// reverse mode with forward mode, both with differences of the primal, the memory
// and the values that a derivative leaves with those that the primal leaves.
//
// Arguments are made from a seed, for whatever parameters a function has; slices
// among them may share memory. The package needs the standard library only, and
// its source is copied beside the programs that use it ([Source]).
package run

import "embed"

// Source is the text of this package.
//
//go:embed *.go
var Source embed.FS
