package frontend

// Stamps: what the header of a generated file says of its sources, by which it
// is known to be out of date.

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"chainrule/ir"
)

// Stamp is the version that generated a file, and the functions that it is of.
type Stamp struct {
	Version string
	Funcs   []Primal
}

// Primal is a function and a hash of all that its derivatives depend on.
type Primal struct{ Name, Hash string }

// Add adds a function, or more of what is asked for one that is there.
func (s *Stamp) Add(name, hash string) {
	for i := range s.Funcs {
		if f := &s.Funcs[i]; f.Name == name {
			f.Hash = short([]byte(f.Hash + hash))
			return
		}
	}
	s.Funcs = append(s.Funcs, Primal{name, hash})
}

// short is a hash as the header shows it.
func short(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:4])
}

// stampWidth is where the lines of a stamp are broken.
const stampWidth = 100

// Lines is the stamp as lines of a comment.
func (s Stamp) Lines() (lines []string) {
	line := "chainrule " + s.Version + ":"
	for i, f := range s.Funcs {
		word := " " + f.Name + " " + f.Hash
		if i+1 < len(s.Funcs) {
			word += ","
		}
		if len(line)+len(word) > stampWidth {
			lines, line = append(lines, line), ""
			word = word[1:]
		}
		line += word
	}
	return append(lines, line)
}

// stamped is a stamp in a header: its first line, and those that follow one with
// a comma at its end.
var (
	stamped = regexp.MustCompile(`(?m)^// chainrule (\S+):((?: .*,\n//)* .*)?$`)
	primal  = regexp.MustCompile(`([^\s,]+) ([0-9a-f]{8})(?:,|$)`)
)

// ReadStamp finds the stamp in the header of a generated file.
func ReadStamp(text []byte) (s Stamp, ok bool) {
	head, _, _ := strings.Cut(string(text), "\npackage ")
	m := stamped.FindStringSubmatch(head)
	if m == nil {
		return s, false
	}
	s.Version = m[1]
	for _, f := range primal.FindAllStringSubmatch(strings.ReplaceAll(m[2], "\n//", ""), -1) {
		s.Funcs = append(s.Funcs, Primal{f[1], f[2]})
	}
	return s, true
}

// Changed lists the functions that two stamps do not agree on.
func (s Stamp) Changed(t Stamp) (names []string) {
	for _, list := range [][2][]Primal{{s.Funcs, t.Funcs}, {t.Funcs, s.Funcs}} {
		for _, f := range list[0] {
			if !slices.Contains(list[1], f) && !slices.Contains(names, f.Name) {
				names = append(names, f.Name)
			}
		}
	}
	slices.Sort(names)
	return names
}

// Hash is a short hash of a function, of what it calls, and of what is asked for.
func Hash(f *ir.Func, asked ...string) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%q\n", asked)
	for _, g := range append([]*ir.Func{f}, reached(f)...) {
		sig, _ := json.Marshal(g.Sig) // it has nothing that cannot be written
		fmt.Fprintf(&b, "%s%s\n", g, sig)
	}
	return short(b.Bytes())
}

// reached lists the functions that f calls, directly or not, by name.
func reached(f *ir.Func) (list []*ir.Func) {
	seen := map[string]bool{}
	var walk func(*ir.Func)
	walk = func(g *ir.Func) {
		g.Body.Walk(func(in *ir.Instr) {
			if !in.IsCall() || seen[in.Callee()] {
				return
			}
			seen[in.Callee()] = true
			if callee := f.Callees[in.Callee()]; callee != nil && callee.Body != nil {
				list = append(list, callee)
				walk(callee)
			}
		})
	}
	walk(f)
	slices.SortFunc(list, func(a, b *ir.Func) int { return strings.Compare(a.Name, b.Name) })
	return list
}
