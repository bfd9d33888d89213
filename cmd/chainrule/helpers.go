// Helpers: functions that are there to be called by others of their package.

package main

import (
	"go/token"
	"reflect"

	"chainrule/frontend/expr"
	"chainrule/ir"
)

// helper reports whether the function is unexported and another one of the
// package calls it. Calls are inlined, so nothing would use its Go.
func (u *unit) helper(fn *ir.Func) bool {
	if token.IsExported(fn.Name) {
		return false
	}
	if u.called == nil {
		u.called = map[string]bool{}
		for _, file := range u.pkg.Files {
			for _, d := range file.Decls {
				if d.Func != nil {
					calls(d.Func, u.called)
				}
			}
		}
	}
	return u.called[fn.Name]
}

// calls enters the names that a function calls. Before a parenthesis, a name
// that the function binds is a factor.
func calls(fn *expr.Func, called map[string]bool) {
	names, bound := map[string]bool{}, map[string]bool{}
	walkTree(reflect.ValueOf(fn), func(n any) {
		switch n := n.(type) {
		case expr.Call:
			names[n.Fun.Name] = true
		case expr.Ident:
			bound[n.Name] = true
		case expr.Item:
			if r, ok := n.X.(*expr.Ref); ok {
				bound[r.Name] = true
			}
		}
	})
	for name := range names {
		if !bound[name] {
			called[name] = true
		}
	}
}

// walkTree visits the structs of a syntax tree.
func walkTree(v reflect.Value, visit func(any)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			walkTree(v.Elem(), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walkTree(v.Index(i), visit)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[token.Position]() {
			return
		}
		visit(v.Interface())
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				walkTree(v.Field(i), visit)
			}
		}
	}
}
