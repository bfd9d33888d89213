// Package ir defines the structured SSA form that every other part of
// chainrule works on.
//
// A function body is a [Region]: parameters, a straight line of instructions,
// and a yield. Loops and branches are instructions that own regions, so
// dominance is lexical scope: a region sees its own values and those of the
// regions around it. There are no phi nodes, no labels and no jumps; a value
// that a loop carries is a parameter of the loop's region.
//
// Scalars (f64, int, bool) are pure SSA values. Arrays are references to
// memory objects: a parameter or an alloc makes an object, view and part name
// (a part of) one, load, store and accum touch it. Memory instructions of a
// region happen in order. An array value is never carried by a loop or yielded
// by a branch; only a function may yield one.
//
// # Text form
//
// Every function prints as text and reads back:
//
//	func  = "func" name "(" [ defs ] ")" "(" [ names ] ")" [ "wrt" paths ] [ "shadow" names ] [ "derived" names ] body
//	body  = "{" { instr } "yield" [ names ] "}"
//	instr = [ defs "=" ] op [ names ] [ attr ] { region }
//	region = "(" [ defs ] ")" body
//	def   = name type
//	type  = "f64" | "int" | "bool", before it "[]", "[,]", … for an array
//	attr  = number | "true" | "false" | quoted text
//
// For example, the sum of the squares of x:
//
//	func Square(x []f64) (s) {
//	  n int = len x 0
//	  c int = iconst 0
//	  z f64 = const 0
//	  s f64 = for c, n, z (i int, a f64) {
//	    v f64 = load x, i
//	    w f64 = mul v, v
//	    b f64 = add a, w
//	    yield b
//	  }
//	  yield s
//	}
//
// Print(Parse(text)) is text for every text that Print wrote.
package ir
