// Calls of functions that chainrule is about to write, or wrote.

package gofunc

import "go/ast"

// noValue refuses a name that stands for nothing, and notes whether it is that of a
// derivative, which may be there later.
func (l *lowerer) noValue(n ast.Node, name string) {
	p := l.prog
	p.mu.Lock()
	awaited := p.pending[name]
	p.awaits = p.awaits || awaited
	p.mu.Unlock()
	if awaited {
		l.refuse(n, "%s is not generated: ask for it with a directive above its function", name)
	}
	l.refuse(n, "%s is no value", name)
}

// Awaits reports whether something that was lowered calls a function that is to be
// generated and is not there yet.
func (p *Program) Awaits() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.awaits
}

// ReadsGenerated reports whether something that was lowered calls a function that
// chainrule wrote.
func (p *Program) ReadsGenerated() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.reads
}
