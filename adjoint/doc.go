// Package adjoint differentiates functions of package ir.
//
// Reverse mode ([Grad], [VJP]) follows the function with a sweep that computes,
// for every active value v, its adjoint: the derivative of the result by v,
// named dv. Forward mode ([JVP]) computes beside every active value its tangent,
// named vDot. Both read the same rows of the operation table; the structured
// instructions have a file each. What comes out is plain IR, which this package
// accepts again: a product with the Hessian ([HVP]) is the tangent of a gradient
// (second.go, unguard.go). A Jacobian ([JAC]) is a sweep for each row or column
// (jacobian.go), a Hessian ([Hess]) a product for each row (hessian.go).
//
// # The reverse sweep
//
// The forward instructions stay as they are. The adjoint of a construct is a
// construct of the same kind (loop.go, branch.go): a loop becomes a loop over
// the same indices that carries the adjoints of the forward loop's carried
// values and of the values it reads from outside; an array gets a shadow of the
// same shape (memory.go). (Griewank and Walther, Evaluating Derivatives, 2nd
// ed., chapters 3 and 6; for structured loops Schenck, Rønning, Henriksen and
// Oancea, AD for an Array Language with Nested Parallelism, SC 2022.)
//
// The sweep first refers to forward values wherever it needs them, even where
// they are out of scope: the open form. What is left of these references after
// simplification is exactly what the sweep needs; save.go then decides for each
// whether to recompute it or to save it (a tape): in a typed buffer indexed by the
// loop counters, or on a stack where the extents of such a buffer cannot be known,
// as in a while loop.
//
// # Go memory
//
// Where an array has one name, memory of the program may have many: slices that
// overlap, pointers to parts, maps, structs that hold them. Each reference through
// which active floats can be reached gets a shadow reference to memory of the same
// Go type, made by the same instruction in the forward sweep (gomemory.go), so
// that shadows alias exactly as what they shadow does; the reverse sweep adds to
// them and takes from them (goreverse.go). What references may refer to is found
// first (heap.go), for the functions that are called too (program.go, call.go).
// Floats of the caller that results lead to are active, read or not (unfold.go).
// Go code that is carried and not understood is refused where a derivative would
// have to pass through it (gocode.go).
//
// # Joint sweeps
//
// Where the adjoints of a loop's results are known before the loop runs, and its
// iterations share only sums, the two sweeps of an iteration run together and
// nothing is saved (joint.go).
package adjoint
