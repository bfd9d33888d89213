// Calls of functions, which may panic, fail or never end.

package check

import (
	"errors"
	"fmt"
	"reflect"
	"time"
)

var (
	errFailed  = errors.New("the function returned an error")
	errEndless = errors.New("the function does not end")
)

// endless is how long a call may take.
const endless = time.Second

// abandoned counts the calls that did not end: they run on.
var abandoned int

// call calls a function. A panic is an error, and so is an error as last result.
func call(f reflect.Value, args []reflect.Value) (out []reflect.Value, err error) {
	done := make(chan bool)
	var results []reflect.Value
	var failure error
	go func() {
		defer close(done)
		results, failure = callHere(f, args)
	}()
	select {
	case <-done:
		return results, failure
	case <-time.After(endless):
		abandoned++
		return nil, errEndless
	}
}

func callHere(f reflect.Value, args []reflect.Value) (out []reflect.Value, err error) {
	defer func() {
		if e := recover(); e != nil {
			out, err = nil, fmt.Errorf("panic: %v", e)
		}
	}()
	if f.Type().IsVariadic() {
		out = f.CallSlice(args)
	} else {
		out = f.Call(args)
	}
	if n := len(out); n > 0 && out[n-1].Type() == reflect.TypeFor[error]() && !out[n-1].IsNil() {
		return nil, errFailed
	}
	for i := range out {
		out[i] = box(out[i])
	}
	return out, nil
}
