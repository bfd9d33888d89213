// Which carried Go code does nothing but read: its operands, and the memory that
// they refer to, are afterwards what they were before. And the words behind a
// template that say why the code is not understood.

package ir

import "strings"

// OnlyReads reports whether a goexpr or gocall changes no memory that the function
// can see: it prints, formats, tests, draws a random number or ends the program, or
// is a function of the caller's that takes values only.
func (in *Instr) OnlyReads() bool {
	if in.IsGoExpr() || in.Accepted() || in.asserts() || in.Reason() == TakesValues {
		return true
	}
	text := in.Template()
	for _, p := range writers {
		if strings.HasPrefix(text, p) {
			return false
		}
	}
	for _, p := range readers {
		if strings.HasPrefix(text, p) {
			return true
		}
	}
	return in.ofReader(text)
}

// asserts reports whether the code is an assertion of the type of an interface,
// which gives what the interface holds.
func (in *Instr) asserts() bool {
	return in.IsGoCall() && strings.HasPrefix(in.Template(), "$0.(")
}

// readers begin calls that only read; writers those among them that do not.
var (
	readers = []string{"panic(", "len(", "cap(", "print(", "println(",
		"{fmt}.Print", "{fmt}.Sprint", "{fmt}.Errorf(", "{fmt}.Fprint({os}.Std", "{fmt}.Fprintf({os}.Std", "{fmt}.Fprintln({os}.Std",
		"{log}.", "{log/slog}.", "{errors}.", "{strconv}.", "{strings}.", "{unicode}.", "{unicode/utf8}.", "{time}.",
		"{math/rand}.", "{math/rand/v2}.", "{math/bits}.", "{os}.Exit(", "{runtime}.", "{slices}.Contains(", "{slices}.Index("}
	writers = []string{"{errors}.As(", "{strconv}.Append", "{unicode/utf8}.Append", "{math/rand}.Shuffle(", "{math/rand}.Read(",
		"{math/rand/v2}.Shuffle("}
)

// ofReader reports whether the code is a call of a method whose receiver keeps to
// itself what it changes.
func (in *Instr) ofReader(text string) bool {
	method, ok := strings.CutPrefix(text, "$0.")
	if !ok {
		return false
	}
	switch in.Args[0].Type.Go {
	case "*{log}.Logger", "*{sync}.Mutex", "*{sync}.RWMutex", "*{sync}.WaitGroup", "*{testing}.T", "*{testing}.B":
		return !strings.HasPrefix(method, "Go(") && !strings.HasPrefix(method, "Run(")
	case "*{math/rand}.Rand", "*{math/rand/v2}.Rand":
		return !strings.HasPrefix(method, "Shuffle(") && !strings.HasPrefix(method, "Read(")
	}
	return false
}

// acceptedReason is the reason of code that the user declared not to matter.
const acceptedReason = "inactive"

// TakesValues is the reason of a call of a function value that is not known and
// takes no references: it is taken to change nothing of who calls it.
const TakesValues = "the function is not known here, and takes values only"

// Accepted reports whether the user said that no derivative passes through the code.
func (in *Instr) Accepted() bool { return in.Reason() == acceptedReason }

// Reason says why Go code is carried and not understood, empty if nothing is said.
// It stands behind the template: "$0.Area()  // no source".
func (in *Instr) Reason() string {
	_, reason := cutReason(in.Attr.(string))
	return reason
}

// cutReason parts a template from its reason; a literal may look like one.
func cutReason(text string) (template, reason string) {
	const mark = "  // "
	var quote byte
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0 && c == '\\' && quote != '`':
			i++
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
		case c == '"' || c == '`' || c == '\'':
			quote = c
		case strings.HasPrefix(text[i:], mark):
			return text[:i], text[i+len(mark):]
		}
	}
	return text, ""
}
