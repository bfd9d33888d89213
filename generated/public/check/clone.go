// Clones of arguments, which share nothing with the original.

package check

import "reflect"

// cloneAll clones the variables; what two of them share, their clones share.
func cloneAll(vars []reflect.Value) []reflect.Value {
	c := cloner{}
	out := make([]reflect.Value, len(vars))
	for i, v := range vars {
		out[i] = reflect.New(v.Type()).Elem()
		c.copy(out[i], v)
	}
	return out
}

// cloner remembers what references refer to, and the clones of that.
type cloner map[place]reflect.Value

// copy gives dst, which is a variable, a clone of src, which is one too.
func (c cloner) copy(dst, src reflect.Value) {
	dst.Set(src)
	if Foreign(src.Type()) {
		return
	}
	switch src.Kind() {
	case reflect.Struct:
		for i := range src.NumField() {
			c.copy(field(dst, i), field(src, i))
		}
	case reflect.Array:
		c.elements(dst, src)
	case reflect.Slice:
		c.slice(dst, src)
	case reflect.Pointer:
		c.pointer(dst, src)
	case reflect.Map:
		c.entries(dst, src)
	case reflect.Interface:
		if !src.IsNil() {
			held := reflect.New(src.Elem().Type()).Elem()
			c.copy(held, box(src.Elem()))
			dst.Set(held)
		}
	}
}

// plain reports whether values of the type have no parts to clone.
func plain(t reflect.Type) bool {
	return t.Kind() <= reflect.Complex128 || t.Kind() == reflect.String
}

func (c cloner) elements(dst, src reflect.Value) {
	if plain(src.Type().Elem()) {
		reflect.Copy(dst, src)
		return
	}
	for i := range src.Len() {
		c.copy(dst.Index(i), src.Index(i))
	}
}

func (c cloner) slice(dst, src reflect.Value) {
	if src.IsNil() {
		return
	}
	key := place{src.UnsafePointer(), src.Type(), src.Cap()}
	if known, ok := c[key]; ok {
		dst.Set(known.Slice(0, src.Len()))
		return
	}
	whole := reflect.MakeSlice(src.Type(), src.Cap(), src.Cap())
	c[key] = whole
	dst.Set(whole.Slice(0, src.Len()))
	c.elements(whole, src.Slice(0, src.Cap()))
}

func (c cloner) pointer(dst, src reflect.Value) {
	if src.IsNil() || Foreign(src.Type().Elem()) {
		return
	}
	key := place{src.UnsafePointer(), src.Type(), 1}
	if known, ok := c[key]; ok {
		dst.Set(known)
		return
	}
	c[key] = reflect.New(src.Type().Elem())
	dst.Set(c[key].Convert(src.Type()))
	c.copy(c[key].Elem(), src.Elem())
}

func (c cloner) entries(dst, src reflect.Value) {
	if src.IsNil() {
		return
	}
	key := place{src.UnsafePointer(), src.Type(), 1}
	if known, ok := c[key]; ok {
		dst.Set(known)
		return
	}
	m := reflect.MakeMap(src.Type())
	c[key] = m
	dst.Set(m)
	for it := src.MapRange(); it.Next(); {
		held := reflect.New(src.Type().Elem()).Elem()
		c.copy(held, box(it.Value()))
		m.SetMapIndex(it.Key(), held)
	}
}
