// Names: the user's own, changed only where Go or a clash demands it.

package codegen

import (
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// subscripts are the characters of mathematical names that Go does not allow
// or that read better as plain letters.
var subscripts = strings.NewReplacer(
	"₀", "0", "₁", "1", "₂", "2", "₃", "3", "₄", "4", "₅", "5", "₆", "6", "₇", "7", "₈", "8", "₉", "9",
	"⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9",
	"ᵀ", "T", "′", "p", "'", "p",
)

// goName makes a legal Go identifier that is not blank.
func goName(name string) string {
	var b strings.Builder
	for i, r := range subscripts.Replace(name) {
		switch {
		case r == '_' || unicode.IsLetter(r):
			b.WriteRune(r)
		case unicode.IsDigit(r):
			if i == 0 {
				b.WriteByte('v')
			}
			b.WriteRune(r)
		default:
			b.WriteByte('_')
		}
	}
	if s := b.String(); strings.Trim(s, "_") != "" && utf8.ValidString(s) {
		return s
	}
	return "v"
}

// camelCase is a name without underscores: dpPosX for dp_Pos_X, the part of a
// struct.
func camelCase(name string) string {
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == '_' })
	for i, p := range parts[min(1, len(parts)):] {
		parts[i+1] = upperFirst(p)
	}
	if strings.HasPrefix(name, "_") && len(parts) > 0 {
		parts[0] = lowerFirst(parts[0])
	}
	return strings.Join(parts, "")
}

// reserved are the names that no variable may take: keywords, what Go declares
// itself, and what a file may not declare.
var reserved = func() map[string]bool {
	taken := map[string]bool{"init": true, "main": true}
	for _, n := range types.Universe.Names() {
		taken[n] = true
	}
	for t := token.BREAK; t <= token.VAR; t++ {
		taken[t.String()] = true
	}
	return taken
}()

// scopes gives names within a function. A name is given again only after the
// block that declared it has ended, so nothing is ever shadowed.
type scopes struct {
	file  map[string]bool // names declared in the file
	taken map[string]bool
	next  map[string]int // the number to try for the next clash of a name
	open  [][]given
	temps int
	camel bool // names are written as Go's are
}

// given is a name that a scope gave, with what next was for its base.
type given struct {
	name, base string
	next       int
}

func newScopes(file map[string]bool) *scopes {
	return &scopes{file: file, taken: map[string]bool{}, next: map[string]int{}, open: [][]given{nil}}
}

func (s *scopes) push() { s.open = append(s.open, nil) }

func (s *scopes) pop() {
	top := len(s.open) - 1
	for _, n := range slices.Backward(s.open[top]) {
		delete(s.taken, n.name)
		s.next[n.base] = n.next
	}
	s.open = s.open[:top]
}

// depth is the number of the innermost open scope.
func (s *scopes) depth() int { return len(s.open) - 1 }

// declare gives a name like base, in the scope of that depth.
func (s *scopes) declare(base string, depth int) string {
	if s.camel {
		base = camelCase(base)
	}
	base = goName(base)
	name, next := base, s.next[base]
	for s.isTaken(name) {
		s.next[base] = max(s.next[base], 1) + 1
		name = numbered(base, s.next[base])
	}
	s.taken[name] = true
	s.open[depth] = append(s.open[depth], given{name, base, next})
	return name
}

// merge closes the innermost scope and leaves its names to the one around it.
func (s *scopes) merge() {
	top := len(s.open) - 1
	s.open[top-1] = append(s.open[top-1], s.open[top]...)
	s.open = s.open[:top]
}

// unused is a name like base that nothing has.
func (s *scopes) unused(base string) string {
	for i := 2; ; i++ {
		if name := numbered(base, i); !s.isTaken(name) {
			return name
		}
	}
}

func (s *scopes) isTaken(name string) bool {
	return s.taken[name] || s.file[name] || reserved[name]
}

// temp gives the name of a value that nobody named.
func (s *scopes) temp() string {
	s.temps++
	return "t" + strconv.Itoa(s.temps)
}

func numbered(base string, n int) string {
	last, _ := utf8.DecodeLastRuneInString(base)
	if unicode.IsDigit(last) {
		base += "_"
	}
	return base + strconv.Itoa(n)
}
