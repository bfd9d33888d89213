// Package generated holds what chainrule makes of real input, checked in: the
// formulas of the text that the project started from in seed, models that
// people fit to data in models, the program of the README in quickstart, and
// the speed of them all in bench, a module of its own.
//
// The expression files (*.grad) are the source; every *_grad.go beside them is
// written by the go:generate lines of the folder, and the test of this package
// fails where they would write anything else. The tests beside them hold the
// derivatives against closed forms, published values and gradients derived by
// hand.
package generated
