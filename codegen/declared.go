// Names that the file declares beside its functions. The exported ones are what
// callers write, so that a clash is the user's to mend; the others give way.

package codegen

import (
	"fmt"
	"go/types"
	"hash/fnv"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// declared collects the names of the file, so that no variable takes one.
func (f *fileWriter) declared() {
	for _, n := range f.Taken {
		f.owned[n] = true
	}
	own := map[string]bool{}
	for _, fn := range f.Funcs {
		name := fn.IR.Name
		if key := name + " of " + receiver(fn); own[key] {
			fail("two functions are named %s", name)
		} else {
			own[key] = true
		}
		if receiver(fn) != "" {
			continue
		}
		if unusable(name, f.Package) {
			failAt(fn.IR.Pos, "%s cannot be the name of a Go function here, because the generated code uses what Go calls so: choose another name", name)
		}
		f.owned[name], f.owned[fn.Base] = true, true
	}
	for _, fn := range f.Funcs {
		for _, n := range []string{fn.IR.Name, fn.IR.Name + "WS", baseOf(fn) + "Workspace", f.free(poolOf(baseOf(fn)))} {
			f.names[n] = true
		}
	}
	f.findCallees()
	f.imports()
	f.lengthen(append(helpersIn(f.Funcs), "grow"))
}

// receiver is the name of the type that a function is a method of.
func receiver(fn Func) string {
	if fn.IR.Sig == nil || fn.IR.Sig.Recv == nil {
		return ""
	}
	return baseName(fn.IR.Sig.Recv.Type)
}

// lengthen makes the prefix longer until no helper's name is taken.
func (f *fileWriter) lengthen(helpers []string) {
	for i := 0; i < len(helpers); i++ {
		if n := f.helperName(helpers[i]); f.names[n] || f.owned[n] {
			f.prefix += "Gen"
			i = -1
		}
	}
	for _, h := range helpers {
		f.names[f.helperName(h)] = true
	}
}

// unusable reports whether a function of this name would hide what generated
// code relies on. Builtin functions that it never calls may be hidden.
func unusable(name, pkg string) bool {
	switch name {
	case "cap", "close", "complex", "copy", "delete", "imag", "print", "println", "real", "recover":
		return false
	case "math", "fmt", "sync", "init":
		return true
	case "main":
		return pkg == "main"
	}
	return types.Universe.Lookup(name) != nil
}

// claim refuses a function whose work space needs a name that another function has.
func (f *fileWriter) claim(fn Func, names ...string) {
	for _, n := range names {
		if f.owned[n] {
			failAt(fn.IR.Pos, "%s needs the name %s for its work space, and a function has it: rename one", fn.IR.Name, n)
		}
	}
}

// poolOf is the variable with the spare work spaces of a primal. It keeps the
// case of the name: F and f may both be functions.
func poolOf(base string) string { return "poolOf" + base }

// free is the name, or one like it that no function of the package has. It gets
// longer at its beginning, so that it is no other primal's.
func (f *fileWriter) free(name string) string {
	for f.owned[name] {
		name = "gen" + strings.ToUpper(name[:1]) + name[1:]
	}
	return name
}

// prefixOf is how the names of a source file's helpers begin: model.grad gives
// model. Where that is not all of the file's name, a hash of it follows, so that
// a-b and a_b differ.
func prefixOf(source string) string {
	base := filepath.Base(source)
	base = strings.TrimSuffix(base, filepath.Ext(base))
	prefix := lowerFirst(goName(base))
	if prefix == base {
		return prefix
	}
	h := fnv.New32a()
	h.Write([]byte(base))
	return fmt.Sprintf("%s_%06x", prefix, h.Sum32()&0xffffff)
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}
