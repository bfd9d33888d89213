// Package gofunc turns ordinary Go functions into ir.
//
// # Loading
//
// [Load] finds the packages that patterns name, and checks those from source
// that hold a directive; all others are known by their export data until
// [Program.Source] is asked for the body of a function of theirs. A package that
// is checked from source and the same package as another package's imports show
// it may be two [types.Package] values, so objects and types of different
// packages are never compared by identity: a function is known by [Key], a type
// by [types.TypeString] with full paths.
//
// Code that calls what is yet to be generated does not type-check. Errors that
// name something that the directives will declare are passed over, and so are all
// errors in files that chainrule generated: these will be replaced.
//
// # Directives
//
// A directive is a comment without a blank after its slashes. On the lines right
// above a function, as the last of its comment:
//
//	//chainrule:grad wrt=x,p.Sigma name=Slope budget=64M
//	//chainrule:grad types=float32  of a generic function; without, at float64
//	//chainrule:vjp
//	//chainrule:jvp
//	//chainrule:inactive            its results depend on nothing
//	//chainrule:inactive k,opts     nothing depends on these parameters
//	//chainrule:rule for=example.org/mod/pkg.Func wrt=x
//
// In a parameter list, above or behind a parameter:
//
//	//chainrule:inactive
//
// Above a statement, or behind it:
//
//	//chainrule:stop
//
// A rule is a function with the signature of a vector-Jacobian product
// ([RuleSignature]); it holds for what is generated into its own package and into
// packages that import it. Text after // within a directive is a comment.
package gofunc
