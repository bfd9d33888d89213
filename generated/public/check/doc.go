// Package check compares derivatives of any function, whatever its types, with
// differences. Arguments are drawn by reflection; every float in them is an
// input, and every float in the results and in memory that the arguments refer to
// is an output. The generated programs of cmd/survey call it.
package check
