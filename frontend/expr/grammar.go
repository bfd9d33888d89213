package expr

// The expression language: one struct per production, which is both
// participle's grammar and the syntax tree. Expressions, whose operators have
// precedence and whose chains may be very long, are read by reader.go.

import "go/token"

// File is an expression file.
type File struct {
	Package string
	Decls   []*Decl

	name       string
	src        []byte
	incomplete bool     // the file could not be read
	lost       []string // the names of declarations that could not be read
	comments   []comment
}

// Decl is a constant or a function, with the comment lines directly above it.
type Decl struct {
	Pos   token.Position
	Const *Const `parser:"( @@"`
	Func  *Func  `parser:"| @@ ) EOL*"`
	Doc   string
}

// Const names a value: const g = 9.81.
type Const struct {
	Pos  token.Position
	Name Ident `parser:"'const' @@ '='"`
	X    Expr  `parser:"@@"`
}

// Func is a function: func f(x, W [m, n]) (y, z) wrt x { … }, or func f(x) = ….
type Func struct {
	Pos     token.Position
	Name    Ident    `parser:"'func' @@ '('"`
	Params  []*Param `parser:"( @@ ( ',' @@ )* ','? )? ')'"`
	Results []Ident  `parser:"( '(' @@ ( ',' @@ )* ')' )?"`
	Wrt     []Ident  `parser:"( 'wrt' @@ ( ',' @@ )* )?"`
	X       Expr     `parser:"( '=' @@"`
	Body    *Block   `parser:"| @@ )"`
}

// Ident is a name where it is declared or assigned.
type Ident struct {
	Pos  token.Position
	Name string `parser:"@Name"`
}

// Param is a parameter with its dimensions: k int, W [m, n], label [n] int.
type Param struct {
	Name Ident  `parser:"@@"`
	Dims []Expr `parser:"( '[' @@ ( ',' @@ )* ']' )?"`
	Kind string `parser:"@Name?"`
}

// Block is a list of statements in braces. It reads itself (parse.go) so that
// one bad statement does not hide the mistakes of the next.
type Block struct {
	Pos   token.Position
	Stmts []*Stmt
}

// Stmt is one statement of a block.
type Stmt struct {
	Pos    token.Position
	For    *For    `parser:"@@"`
	If     *If     `parser:"| @@"`
	Return *Return `parser:"| @@"`
	Assign *Assign `parser:"| @@"`

	bad error // why it could not be read
}

// Assign defines names: a = …, z[i] = …, a, b = …, ….
type Assign struct {
	Pos     token.Position
	Targets []*Target `parser:"@@ ( ',' @@ )* '='"`
	Values  []Expr    `parser:"@@ ( ',' @@ )*"`
}

// Target is a name, or an array with its indices: z[i, j in 0..k].
type Target struct {
	Name    Ident     `parser:"@@"`
	Indices []*Binder `parser:"( '[' @@ ( ',' @@ )* ']' )?"`
}

// Binder is an index with the range it runs over, half-open, if that is written.
type Binder struct {
	Name Ident `parser:"@@"`
	Lo   Expr  `parser:"( 'in' @@"`
	Hi   Expr  `parser:"'..' @@ )?"`
}

// For repeats statements for each value of its index.
type For struct {
	Pos   token.Position
	Index Ident  `parser:"'for' @@ 'in'"`
	Lo    Expr   `parser:"@@"`
	Hi    Expr   `parser:"'..' @@"`
	Body  *Block `parser:"@@"`
}

// If chooses between statements. Else holds a chain of further conditions.
type If struct {
	Pos   token.Position
	Cond  Expr      `parser:"'if' @@"`
	Then  *Block    `parser:"@@"`
	Elses []*ElseIf `parser:"( 'else' 'if' @@ )*"`
	Else  *Block    `parser:"( 'else' @@ )?"`
}

// ElseIf is a further condition of an if statement.
type ElseIf struct {
	Cond Expr   `parser:"@@"`
	Then *Block `parser:"@@"`
}

// Return gives the results by position.
type Return struct {
	Pos    token.Position
	Values []Expr `parser:"'return' @@ ( ',' @@ )*"`
}
