// Package progen writes random programs for tests: well-typed Go functions that
// loop, leave early, share memory, overwrite it, call, capture and recur, of the
// kind that package gofunc takes ([New]), and expression files ([NewExpression]).
// The same seed gives the same program.
//
// A program is numerically tame: values stay within a few units, what loops and
// recursion feed back is squashed, and no operation is used near a pole. It ends:
// loops are bounded, and indices in range. Kinks and jumps, which branches on
// floats make, are not avoided; where a point is near one, differences do not
// converge, and who compares with them sees it.
//
// Packages below it check such programs: run calls them and their derivatives,
// check compiles hundreds at a time and compares everything with everything,
// reduce makes a finding small. The command hammer does so for any time.
package progen
