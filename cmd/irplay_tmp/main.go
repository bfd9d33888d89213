package main

import (
	"chainrule/adjoint"
	"chainrule/frontend/expr"
	"fmt"
	"os"
)

func main() {
	if os.Args[2] == "gen" {
		gen(os.Args[1], os.Args[3:])
		return
	}
	src, _ := os.ReadFile(os.Args[1])
	p, ds := expr.Load(expr.Source{Name: os.Args[1], Text: src})
	if len(ds) > 0 {
		fmt.Println(ds.Error())
		os.Exit(1)
	}
	fs, ds := p.Lower()
	if len(ds) > 0 {
		fmt.Println(ds.Error())
		os.Exit(1)
	}
	for _, f := range fs {
		if len(os.Args) > 3 && f.Name != os.Args[3] {
			continue
		}
		if os.Args[2] == "primal" {
			adjoint.Optimise(f, nil)
			fmt.Println(f)
			continue
		}
		g, ds := adjoint.Derive(f, adjoint.Kind(os.Args[2]), adjoint.Options{})
		if len(ds) > 0 {
			fmt.Println(ds.Error())
			continue
		}
		fmt.Println(g)
	}
}
