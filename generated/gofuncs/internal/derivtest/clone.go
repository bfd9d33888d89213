// Copies of arguments, with all that they refer to.

package derivtest

import (
	"reflect"
	"unsafe"
)

// A cloner copies values. What two references share, their copies share.
type cloner struct {
	pointers map[reference]reflect.Value // copies by the original
	arrays   map[reference]reflect.Value // copies of whole arrays by the last element of the original
}

// A reference is an address with what is there.
type reference struct {
	at   unsafe.Pointer
	kind reflect.Type
}

// cloneAll copies values together, each to where it can be set.
func cloneAll(values []reflect.Value) []reflect.Value {
	c := cloner{map[reference]reflect.Value{}, map[reference]reflect.Value{}}
	copies := make([]reflect.Value, len(values))
	for i, v := range values {
		copies[i] = addressable(v)
		c.deepen(copies[i])
	}
	return copies
}

// addressable puts a value where it can be set; what it refers to is shared.
func addressable(v reflect.Value) reflect.Value {
	to := reflect.New(v.Type()).Elem()
	to.Set(v)
	return to
}

// deepen replaces every reference in v by one to a copy.
func (c *cloner) deepen(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			c.deepen(field(v, i))
		}
	case reflect.Array:
		for i := range v.Len() {
			c.deepen(v.Index(i))
		}
	case reflect.Slice:
		c.slice(v)
	case reflect.Pointer:
		c.pointer(v)
	case reflect.Map:
		c.table(v)
	case reflect.Interface:
		if !v.IsNil() {
			to := addressable(v.Elem())
			c.deepen(to)
			v.Set(to)
		}
	}
}

// slice copies the array up to the capacity. Slices of one array have the same
// last element there; the longest has to come first.
func (c *cloner) slice(v reflect.Value) {
	n := v.Cap()
	if n == 0 {
		return
	}
	whole := v.Slice(0, n)
	end := reference{whole.Index(n - 1).Addr().UnsafePointer(), v.Type()}
	to, known := c.arrays[end]
	if !known || to.Len() < n {
		to = reflect.MakeSlice(v.Type(), n, n)
		reflect.Copy(to, whole)
		c.arrays[end] = to
		for i := range n {
			c.deepen(to.Index(i))
		}
	}
	v.Set(to.Slice(to.Len()-n, to.Len()-n+v.Len()))
}

func (c *cloner) pointer(v reflect.Value) {
	if v.IsNil() {
		return
	}
	from := reference{v.UnsafePointer(), v.Type()}
	if to, known := c.pointers[from]; known {
		v.Set(to)
		return
	}
	to := addressable(v.Elem())
	c.pointers[from] = to.Addr().Convert(v.Type())
	c.deepen(to)
	v.Set(c.pointers[from])
}

func (c *cloner) table(v reflect.Value) {
	if v.IsNil() {
		return
	}
	from := reference{v.UnsafePointer(), v.Type()}
	if to, known := c.pointers[from]; known {
		v.Set(to)
		return
	}
	to := reflect.MakeMap(v.Type())
	c.pointers[from] = to
	for _, key := range v.MapKeys() {
		element := addressable(v.MapIndex(key))
		c.deepen(element)
		to.SetMapIndex(key, element)
	}
	v.Set(to)
}

// field gives a field of a struct that can be set, unexported ones too.
func field(v reflect.Value, i int) reflect.Value {
	f := v.Field(i)
	return reflect.NewAt(f.Type(), f.Addr().UnsafePointer()).Elem()
}
