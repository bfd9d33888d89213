// Directives: what a comment says, before it is known what it is about.

package gofunc

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"chainrule/frontend"
	"chainrule/ir"
)

// prefix begins a directive.
const prefix = "//chainrule:"

// suffixes are the kinds of derivative that a directive can ask for, and what
// they add to the function's name.
var suffixes = map[string]string{"grad": "Grad", "vjp": "VJP", "jvp": "JVP", "hvp": "HVP", "jac": "Jac", "hess": "Hess"}

var derivative = []string{"wrt", "name", "types", "budget"}

// optionsOf lists the options of each directive.
var optionsOf = map[string][]string{
	"grad": derivative, "vjp": derivative, "jvp": derivative, "hvp": derivative, "jac": derivative, "hess": derivative,
	"inactive": nil, "rule": {"for", "wrt"}, "stop": nil,
}

// verbs lists the directives in the order in which a person looks for them.
var verbs = []string{"grad", "vjp", "jvp", "hvp", "jac", "hess", "inactive", "stop", "rule"}

// directive is one comment that is one.
type directive struct {
	comment *ast.Comment
	verb    string
	words   []word // those that are no options
	options map[string]word
	decl    *ast.FuncDecl // above which it stands; nil elsewhere
	used    bool          // by a function, parameter or statement
}

// word is a part of a directive.
type word struct {
	text string
	pos  token.Pos
}

// list splits a word at its commas; that of no word is empty.
func (w word) list() (parts []word) {
	if w.text == "" {
		return nil
	}
	at := w.pos
	for part := range strings.SplitSeq(w.text, ",") {
		parts = append(parts, word{part, at})
		at += token.Pos(len(part) + 1)
	}
	return parts
}

// texts are the words' texts.
func wordTexts(ws []word) (out []string) {
	for _, w := range ws {
		out = append(out, w.text)
	}
	return out
}

// readDirective reads a comment; nil if it is no directive, or a wrong one.
func (p *Program) readDirective(c *ast.Comment, ds *ir.Diagnostics) *directive {
	rest, ok := strings.CutPrefix(c.Text, prefix)
	if !ok {
		p.nearlyDirective(c, ds)
		return nil
	}
	rest, _, _ = strings.Cut(rest, "//")
	d := &directive{comment: c, options: map[string]word{}}
	for _, w := range fields(rest, c.Pos()+token.Pos(len(prefix))) {
		if d.verb == "" && w.pos == c.Pos()+token.Pos(len(prefix)) {
			d.verb = w.text
		} else if d.verb == "" || !p.option(d, w, ds) {
			d.words = append(d.words, w)
		}
	}
	if !slices.Contains(verbs, d.verb) {
		ds.Add(p.Position(c.Pos()+token.Pos(len(prefix))), "there is no directive %q%s: there are %s", d.verb, meant(d.verb, verbs), strings.Join(verbs, ", "))
		return nil
	}
	for _, w := range d.words {
		if d.verb != "inactive" {
			ds.Add(p.Position(w.pos), "%s%s takes %s, and no word %q", prefix, d.verb, takes(d.verb), w.text)
		}
	}
	return d
}

// nearlyDirective reports a comment that was meant to be a directive.
func (p *Program) nearlyDirective(c *ast.Comment, ds *ir.Diagnostics) {
	text := strings.TrimLeft(strings.TrimLeft(c.Text, "/*"), " \t")
	verb, _, _ := strings.Cut(strings.TrimPrefix(text, "chainrule:"), " ")
	if strings.HasPrefix(text, "chainrule:") && slices.Contains(verbs, strings.TrimSuffix(verb, "*/")) {
		ds.Add(p.Position(c.Pos()), "this comment is no directive: one is written %s%s, without a blank", prefix, strings.TrimSuffix(verb, "*/"))
	}
}

// fields splits text at blanks.
func fields(text string, at token.Pos) (words []word) {
	for i := 0; i < len(text); {
		if strings.ContainsRune(" \t\r", rune(text[i])) {
			i++
			continue
		}
		n := strings.IndexAny(text[i:], " \t\r")
		if n < 0 {
			n = len(text) - i
		}
		words = append(words, word{text[i : i+n], at + token.Pos(i)})
		i += n
	}
	return words
}

// option takes a word with an equal sign; it reports whether it is one.
func (p *Program) option(d *directive, w word, ds *ir.Diagnostics) bool {
	key, value, ok := strings.Cut(w.text, "=")
	if !ok {
		return false
	}
	known, isVerb := optionsOf[d.verb]
	_, twice := d.options[key]
	switch {
	case !isVerb: // reported for its verb
	case !slices.Contains(known, key):
		ds.Add(p.Position(w.pos), "%s%s has no option %q%s: it takes %s", prefix, d.verb, key, meant(key, known), takes(d.verb))
	case twice:
		ds.Add(p.Position(w.pos), "%s= is given twice", key)
	case value == "":
		ds.Add(p.Position(w.pos), "%s= is empty: there is no blank behind it", key)
	default:
		d.options[key] = word{value, w.pos + token.Pos(len(key)+1)}
	}
	return true
}

// takes says what may follow a directive.
func takes(verb string) string {
	switch known := optionsOf[verb]; {
	case verb == "inactive":
		return "names of parameters"
	case known == nil:
		return "nothing"
	default:
		return strings.Join(known, "=, ") + "="
	}
}

// meant suggests the name that a wrong one may stand for.
func meant(name string, names []string) string {
	if n := frontend.Nearest(name, names); n != "" {
		return " (did you mean " + n + "?)"
	}
	return ""
}
