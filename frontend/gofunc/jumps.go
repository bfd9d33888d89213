// Which statements may leave the list that they are in, and how.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"
)

// jumps says how a statement may leave itself.
type jumps struct {
	ret       bool
	brk, cont bool            // without a label, of something around the statement
	labels    map[string]bool // with a label that is not within
}

func (j jumps) any() bool { return j.ret || j.brk || j.cont || len(j.labels) > 0 }

// leaves reports whether the body of a loop may end the loop.
func (j jumps) leaves() bool { return j.ret || j.brk || len(j.labels) > 0 }

// jumpsOf lists the ways in which a statement may leave itself.
func jumpsOf(s ast.Node) jumps {
	j := jumps{labels: map[string]bool{}}
	j.visit(s, false, false, map[string]bool{})
	return j
}

// visit gathers the jumps of n; inLoop and inSwitch say what is around n within
// the statement.
func (j *jumps) visit(n ast.Node, inLoop, inSwitch bool, inside map[string]bool) {
	ast.Inspect(n, func(m ast.Node) bool {
		if m == n {
			return true
		}
		return j.node(m, inLoop, inSwitch, inside)
	})
	if m, ok := n.(ast.Stmt); ok {
		j.self(m, inLoop, inSwitch, inside)
	}
}

// self handles the node that visit started from, whose children Inspect visits.
func (j *jumps) self(n ast.Stmt, inLoop, inSwitch bool, inside map[string]bool) {
	switch n := n.(type) {
	case *ast.ReturnStmt:
		j.ret = true
	case *ast.BranchStmt:
		j.branch(n, inLoop, inSwitch, inside)
	}
}

func (j *jumps) node(m ast.Node, inLoop, inSwitch bool, inside map[string]bool) bool {
	switch m := m.(type) {
	case *ast.FuncLit:
		return false
	case *ast.ReturnStmt:
		j.ret = true
	case *ast.BranchStmt:
		j.branch(m, inLoop, inSwitch, inside)
	case *ast.ForStmt:
		j.children(m.Body, true, true, inside)
		return false
	case *ast.RangeStmt:
		j.children(m.Body, true, true, inside)
		return false
	case *ast.SwitchStmt:
		j.children(m.Body, inLoop, true, inside)
		return false
	case *ast.TypeSwitchStmt:
		j.children(m.Body, inLoop, true, inside)
		return false
	case *ast.SelectStmt:
		j.children(m.Body, inLoop, true, inside)
		return false
	case *ast.LabeledStmt:
		within := map[string]bool{m.Label.Name: true}
		for k := range inside {
			within[k] = true
		}
		j.children(&ast.BlockStmt{List: []ast.Stmt{m.Stmt}}, inLoop, inSwitch, within)
		return false
	}
	return true
}

func (j *jumps) children(b *ast.BlockStmt, inLoop, inSwitch bool, inside map[string]bool) {
	for _, s := range b.List {
		ast.Inspect(s, func(m ast.Node) bool {
			if m == nil {
				return false
			}
			return j.node(m, inLoop, inSwitch, inside)
		})
	}
}

func (j *jumps) branch(n *ast.BranchStmt, inLoop, inSwitch bool, inside map[string]bool) {
	switch {
	case n.Label != nil:
		if !inside[n.Label.Name] {
			j.labels[n.Label.Name] = true
		}
	case n.Tok == token.BREAK:
		j.brk = j.brk || !inSwitch
	case n.Tok == token.CONTINUE:
		j.cont = j.cont || !inLoop
	}
}

// alwaysJumps reports whether nothing runs behind the statement in its list, because
// it always jumps; a call of panic is no jump.
func alwaysJumps(list []ast.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	switch s := list[len(list)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return s.Tok != token.FALLTHROUGH
	case *ast.BlockStmt:
		return alwaysJumps(s.List)
	case *ast.IfStmt:
		return s.Else != nil && alwaysJumps(s.Body.List) && alwaysJumps([]ast.Stmt{s.Else})
	}
	return false
}

// panics reports whether a list ends in a call of panic or of what never returns.
func panics(info *types.Info, list []ast.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	e, ok := list[len(list)-1].(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := e.X.(*ast.CallExpr)
	if !ok {
		return false
	}
	id, ok := call.Fun.(*ast.Ident)
	if !ok {
		return false
	}
	b, ok := info.Uses[id].(*types.Builtin)
	return ok && b.Name() == "panic"
}

// onlyAtEnd reports whether every return of a function body is its last
// statement, or the last of branches that are, so that nothing needs to know
// that it was reached.
func onlyAtEnd(code *ast.BlockStmt) bool {
	returns := 0
	ast.Inspect(code, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			returns++
		}
		return true
	})
	return returns == tailReturns(code.List)
}

// tailReturns counts the returns that end a list.
func tailReturns(list []ast.Stmt) int {
	if len(list) == 0 {
		return 0
	}
	n := 0
	for i, s := range list {
		last := i == len(list)-1
		switch s := s.(type) {
		case *ast.ReturnStmt:
			n++
		case *ast.BlockStmt:
			if last {
				n += tailReturns(s.List)
			}
		case *ast.IfStmt:
			n += tailIf(s, list[i+1:])
		}
	}
	return n
}

// tailIf counts the returns in the sides of a branch behind which nothing runs
// if one is reached: the lowering moves what follows into the other side.
func tailIf(s *ast.IfStmt, rest []ast.Stmt) int {
	last := len(rest) == 0
	n := 0
	if last || alwaysJumps(s.Body.List) {
		n += tailReturns(s.Body.List)
	}
	switch e := s.Else.(type) {
	case *ast.BlockStmt:
		if last || alwaysJumps(e.List) {
			n += tailReturns(e.List)
		}
	case *ast.IfStmt:
		if last || alwaysJumps([]ast.Stmt{e}) {
			n += tailIf(e, rest)
		}
	}
	return n
}
