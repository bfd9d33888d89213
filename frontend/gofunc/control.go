// Statements that choose what runs: lists with early exits, if, and the flags
// by which break, continue and return reach their targets.

package gofunc

import (
	"go/ast"
	"go/token"

	"chainrule/ir"
)

// target is a statement that break or continue may name.
type target struct {
	label     string
	loop      bool
	brk, cont *ir.Value // flags; nil if nothing raises them
}

// stmts lowers a list. What follows a statement that may jump runs only if it
// did not.
func (l *lowerer) stmts(list []ast.Stmt) {
	for i, s := range list {
		rest := list[i+1:]
		if f, ok := s.(*ast.IfStmt); ok && len(rest) > 0 && l.branchOff(f, rest) {
			return
		}
		j := jumpsOf(s)
		l.stmt(s)
		if alwaysJumps(list[:i+1]) {
			return
		}
		if len(rest) > 0 && j.any() {
			l.when(l.going(j), func() { l.stmts(rest) }, nil)
			return
		}
	}
}

// branchOff lowers a branch of which one side always jumps, with the rest of the
// list in the other side.
func (l *lowerer) branchOff(f *ast.IfStmt, rest []ast.Stmt) bool {
	var other []ast.Stmt
	if f.Else != nil {
		other = []ast.Stmt{f.Else}
	}
	then, otherwise := alwaysJumps(f.Body.List), alwaysJumps(other)
	switch {
	case then && !otherwise:
		l.branch(f, f.Body.List, append(append([]ast.Stmt(nil), other...), rest...))
	case otherwise && !then:
		l.branch(f, append(append([]ast.Stmt(nil), f.Body.List...), rest...), other)
	default:
		return false
	}
	return true
}

// branch lowers an if statement with the given sides.
func (l *lowerer) branch(f *ast.IfStmt, then, other []ast.Stmt) {
	if f.Init != nil {
		l.stmt(f.Init)
	}
	if c, ok := l.constantBool(f.Cond); ok {
		l.stmts(map[bool][]ast.Stmt{true: then, false: other}[c])
		return
	}
	c := l.value(f.Cond, l.expr(f.Cond))
	if known, ok := constantTruth(c); ok {
		l.stmts(map[bool][]ast.Stmt{true: then, false: other}[known])
		return
	}
	l.at(f)
	l.when(c, func() { l.stmts(then) }, func() { l.stmts(other) })
}

// constantTruth is the value of a condition that is known.
func constantTruth(c *ir.Value) (value, ok bool) {
	if c.Def == nil {
		return false, false
	}
	value, ok = c.Def.Attr.(bool)
	return value, ok
}

// going is whether none of the jumps was taken.
func (l *lowerer) going(j jumps) *ir.Value {
	var flags []*ir.Value
	add := func(f *ir.Value) {
		if f != nil {
			flags = append(flags, f)
		}
	}
	if j.ret {
		add(l.frame.ret)
	}
	for i := len(l.frame.targets) - 1; i >= 0; i-- {
		t := l.frame.targets[i]
		if j.brk || j.labels[t.label] {
			add(t.brk)
			j.brk = false // the innermost's
		}
		if j.cont && t.loop || j.labels[t.label] {
			add(t.cont)
			j.cont = j.cont && !t.loop
		}
	}
	if len(flags) == 0 {
		return l.b.Bool(true)
	}
	var c *ir.Value
	for _, f := range flags {
		off := l.b.Op("not", l.b.Get(ir.TBool, f, ""))
		if c == nil {
			c = off
		} else {
			c = l.b.Op("and", c, off)
		}
	}
	return c
}

// enter makes a statement a target of the jumps in its body. Flags are made for
// those that are there.
func (l *lowerer) enter(body *ast.BlockStmt, loop bool) (t *target, leave func()) {
	t = &target{label: l.frame.label, loop: loop}
	l.frame.label = ""
	j := jumps{labels: map[string]bool{}}
	j.children(body, false, false, map[string]bool{})
	named := t.label != "" && j.labels[t.label]
	if j.brk || named {
		t.brk = l.flag("done")
	}
	if loop && (j.cont || named) {
		t.cont = l.flag("skipped")
	}
	f := l.frame
	f.targets = append(f.targets, t)
	n := len(f.targets)
	return t, func() { f.targets = f.targets[:n-1] }
}

// jump lowers break and continue.
func (l *lowerer) jump(s *ast.BranchStmt) {
	if s.Tok == token.GOTO {
		l.refuse(s, "goto has no structure that a derivative could follow: use a loop or a function")
	}
	for i := len(l.frame.targets) - 1; i >= 0; i-- {
		t := l.frame.targets[i]
		if s.Label != nil && t.label != s.Label.Name || s.Label == nil && s.Tok == token.CONTINUE && !t.loop {
			continue
		}
		if s.Tok == token.BREAK {
			l.raise(t.brk)
		} else {
			l.raise(t.cont)
		}
		return
	}
}

// ended lists the flags by which an iteration ends the loop t: of its own break,
// of a return, and of jumps to what is around it.
func (l *lowerer) ended(t *target, j jumps) []*ir.Value {
	var flags []*ir.Value
	if t.brk != nil {
		flags = append(flags, t.brk)
	}
	if j.ret && l.frame.ret != nil {
		flags = append(flags, l.frame.ret)
	}
	for _, o := range l.frame.targets {
		if o == t || o.label == "" || !j.labels[o.label] {
			continue
		}
		if o.brk != nil {
			flags = append(flags, o.brk)
		}
		if o.cont != nil {
			flags = append(flags, o.cont)
		}
	}
	return flags
}
