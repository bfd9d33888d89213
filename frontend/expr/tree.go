package expr

// The checked tree: what check.go makes of the syntax tree and lower.go reads.
// Every name is a variable, every conversion is written, every index has its range.

import (
	"go/constant"
	"go/token"

	"chainrule/ir"
)

// typ is a scalar (no dims) or an array of scalars.
type typ struct {
	kind ir.Kind
	dims []size
}

func (t typ) scalar() bool { return len(t.dims) == 0 }

var (
	floatType = typ{kind: ir.F64}
	intType   = typ{kind: ir.Int}
	boolType  = typ{kind: ir.Bool}
)

// variable is one definition of a name; assigning again makes another variable.
type variable struct {
	name   string
	pos    token.Position
	serial int
	typ    typ

	// value is the size that an integer variable is known to hold, if any.
	value *size
	// numeral tells integers whose value is written in literals only.
	numeral bool
	// lo and hi are the range of an index; ranged tells that they are known.
	ranged bool
	lo, hi node
	// source says where an index got its range, for messages.
	source string
	// extent tells sizes in the dimensions of parameters.
	extent bool
	// index tells indices of reductions, definitions and loops.
	index bool
}

// node is a checked expression.
type node interface {
	at() token.Position
	is() typ
}

// head is what every node has.
type head struct {
	pos token.Position
	t   typ
}

func (h head) at() token.Position { return h.pos }
func (h head) is() typ            { return h.t }

type (
	// constNode is an exact number, an int if it is whole.
	constNode struct {
		head
		val constant.Value
	}
	varNode struct {
		head
		v *variable
	}
	// sizeNode is the value of a size.
	sizeNode struct {
		head
		s size
	}
	// opNode is a row of the operation table, element by element for arrays.
	opNode struct {
		head
		op   *ir.Op
		args []node
	}
	// logicNode is and (or) of its operands, the later evaluated only if needed.
	logicNode struct {
		head
		and  bool
		args []node
	}
	// compareNode is a chain of comparisons; each operand is evaluated once.
	compareNode struct {
		head
		args []node
		ops  []string
	}
	indexNode struct {
		head
		x   node
		idx []node
	}
	// reduceNode runs over indices; body is a scalar.
	reduceNode struct {
		head
		op   string
		over []*variable
		body node
	}
	// wholeNode reduces all elements of an array.
	wholeNode struct {
		head
		op string
		x  node
	}
	productNode struct {
		head
		x, y node
	}
	transposeNode struct {
		head
		x node
	}
	condNode struct {
		head
		cases []caseNode
		other node
	}
	caseNode struct{ cond, then node }
	// callNode is a call of another function of the package, one of its results.
	callNode struct {
		head
		call   *call
		result int
	}
)

// call binds a function's parameters and sizes.
type call struct {
	pos      token.Position
	fn       *function
	args     []node
	sizes    map[*variable]size
	requires []sizeCheck
}

// sizeCheck is an equality of sizes that only the run can decide.
type sizeCheck struct {
	got, want size
	text      string
}

// stmt is a checked statement.
type stmt interface{}

type (
	// define gives values to variables, all values computed first.
	define struct {
		pos  token.Position
		vars []*variable
		vals []node
	}
	// defineCall gives the results of one call to variables.
	defineCall struct {
		vars []*variable
		call *call
	}
	// fill defines an array element by element.
	fill struct {
		pos  token.Position
		v    *variable
		over []*variable
		body node
	}
	// loop carries variables over the values of its index.
	loop struct {
		pos     token.Position
		index   *variable
		carried []carry
		body    []stmt
	}
	// carry is a variable before a loop, at an iteration's start and end, and after.
	carry struct{ before, start, end, after *variable }
	// branch chooses between statements; merged are the variables it leaves.
	branch struct {
		pos    token.Position
		cond   node
		then   []stmt
		other  []stmt
		merged []merge
	}
	// merge is a variable after a branch and what it is on either side.
	merge struct{ after, then, other *variable }
)
