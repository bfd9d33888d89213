// The survey of one module.

package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"chainrule/generated/public"
	"chainrule/generated/public/check"
	"chainrule/generated/public/internal/derive"
	"chainrule/generated/public/internal/enumerate"
	"chainrule/generated/public/internal/program"
)

// Survey is what was found of a module.
type Survey struct {
	Module  string
	Results []Result
}

// surveyModule differentiates the functions of a module, into a package of the
// survey, and checks the derivatives. What is refused because only the module's
// own packages may say it is then put into these, in a copy of the module.
func surveyModule(space *program.Space, m public.Module, only *regexp.Regexp) (s Survey, err error) {
	found, err := enumerate.Packages(space.Dir, m.Paths()...)
	if err != nil {
		return s, err
	}
	found.Funcs = slices.DeleteFunc(found.Funcs, func(f enumerate.Func) bool { return f.Generic || !only.MatchString(f.Path()) })
	name := strings.NewReplacer("/", "_", ".", "_", "-", "_").Replace(m.Path)
	outside := &round{space: space, module: m.Path, found: found, name: name, target: name + "/deriv"}
	s.Module = m.Path
	if s.Results, err = outside.results(); err != nil {
		return s, err
	}
	return s, s.inside(space, found, name)
}

// inside tries again what only the module's own packages may say.
func (s *Survey) inside(space *program.Space, found *enumerate.Module, name string) error {
	var again []enumerate.Func
	var places []int
	for i, r := range s.Results {
		if r.hidden() {
			again, places = append(again, found.Funcs[i]), append(places, i)
		}
	}
	if len(again) == 0 {
		return nil
	}
	if err := space.Copy(s.Module); err != nil {
		return err
	}
	r := &round{space: space, module: s.Module, found: found, name: name + "_inside"}
	found.Funcs = again
	results, err := r.results()
	if err != nil {
		return err
	}
	for k, i := range places {
		results[k].Inside = true
		s.Results[i] = results[k]
	}
	return nil
}

// round is derivatives of functions that are made, and checked by one program.
type round struct {
	space  *program.Space
	module string
	found  *enumerate.Module
	name   string // of the program
	target string // the package of the derivatives; empty if they go beside their functions

	derived []derive.Derived
	files   []string // with the derivatives, by function; empty if there is none
	broken  map[string]string
}

// results makes and checks the derivatives.
func (r *round) results() (list []Result, err error) {
	jobs := make([]derive.Job, len(r.found.Funcs))
	for i, f := range r.found.Funcs {
		jobs[i] = derive.Job{Path: f.Path(), Name: fmt.Sprintf("F%dVJP", i)}
	}
	if r.derived, err = derive.All(r.space.Dir, r.targetPath(), filepath.Base(r.target), jobs); err != nil {
		return nil, err
	}
	if err := r.write(); err != nil {
		return nil, err
	}
	reports, err := r.check()
	if err != nil {
		return nil, err
	}
	for i, f := range r.found.Funcs {
		list = append(list, newResult(f, r.derived[i], r.broken[r.files[i]], reports[i]))
	}
	return list, nil
}

// targetPath is the import path of the target.
func (r *round) targetPath() string {
	if r.target == "" {
		return ""
	}
	return r.space.Path(r.target)
}

// write writes a file for each derivative, and finds those that do not compile.
func (r *round) write() (err error) {
	pkgs := []string{r.targetPath()}
	if r.target != "" {
		if err := r.space.Renew(r.target); err != nil {
			return err
		}
	}
	r.files = make([]string, len(r.derived))
	for i, d := range r.derived {
		if d.Text == "" {
			continue
		}
		if r.files[i] = filepath.Join(r.target, d.Name+".go"); r.target == "" {
			pkg := r.found.Funcs[i].Package
			r.files[i], pkgs = r.space.Within(r.module, pkg, d.Name+".go"), append(pkgs, pkg)
		}
		if err := r.space.Write(r.files[i], d.Text); err != nil {
			return err
		}
	}
	slices.Sort(pkgs)
	pkgs = slices.DeleteFunc(slices.Compact(pkgs), func(p string) bool { return p == "" })
	if len(pkgs) == 0 {
		return nil
	}
	r.broken, err = r.space.Clean(r.files, pkgs...)
	return err
}

// check writes and runs the program that checks the functions.
func (r *round) check() ([]check.Report, error) {
	var cases []program.Case
	var names []string
	for i, f := range r.found.Funcs {
		c := program.Case{Func: f, Skip: public.Comparing[f.Path()]}
		if d := r.derived[i]; d.Text != "" && r.broken[r.files[i]] == "" {
			c.VJP, c.Roles = d.Name, d.Roles
		}
		cases, names = append(cases, c), append(names, f.Path())
	}
	if err := r.space.Write(r.name+"/main.go", program.Text(r.found, cases, r.targetPath())); err != nil {
		return nil, err
	}
	binary := filepath.Join(r.space.Dir, r.name, "program")
	bad, err := r.space.Build(binary, "./"+r.name)
	if err != nil || len(bad) > 0 {
		return nil, fmt.Errorf("the program does not compile: %v %w", bad, err)
	}
	return program.Run(binary, names)
}
