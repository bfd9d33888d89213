// The tables.

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// write writes results.md and results.json.
func write(dir string, all []Survey) error {
	text, err := json.MarshalIndent(all, "", "\t")
	if err != nil {
		return err
	}
	return errors.Join(os.WriteFile(filepath.Join(dir, "results.json"), append(text, '\n'), 0o644),
		os.WriteFile(filepath.Join(dir, "results.md"), []byte(markdown(all)), 0o644))
}

const introduction = `# Public Go code

Every exported function of these modules that takes and returns floats (or slices, structs, pointers to structs of
them), differentiated and compared with differences; written by ` + "`go run ./cmd/survey`" + `.

* Not differentiable: no input moves an output, or only in steps. Undecided: no arguments could be drawn, the function
  is random, or differences tell nothing.
* Inside: the derivative is written into the function's own package, in a copy of its module, because it takes fields
  or names that are not exported.
* Broken: chainrule gave up after 20 seconds or 2 GB, crashed, or wrote what does not compile.

`

// markdown is the table of modules and the reasons of refusals.
func markdown(all []Survey) string {
	var b strings.Builder
	b.WriteString(introduction)
	b.WriteString("| module | functions | not differentiable | undecided | differentiable | right | of these inside | refused | broken | wrong | right of 100 |\n")
	b.WriteString("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n")
	total := Survey{Module: "all"}
	for _, s := range all {
		b.WriteString(row(s))
		total.Results = append(total.Results, s.Results...)
	}
	b.WriteString(row(total))
	for _, c := range []Class{Wrong, Broken, Refused, Undecided} {
		section(&b, c, total)
	}
	return b.String()
}

func row(s Survey) string {
	n, inside := map[Class]int{}, 0
	for _, r := range s.Results {
		n[r.Class]++
		if r.Inside && r.Class == Right {
			inside++
		}
	}
	diff := n[Right] + n[Refused] + n[Broken] + n[Wrong]
	return fmt.Sprintf("| %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %.1f |\n", s.Module, len(s.Results), n[Constant], n[Undecided], diff,
		n[Right], inside, n[Refused], n[Broken], n[Wrong], 100*float64(n[Right])/float64(max(diff, 1)))
}

// section lists the functions of a class by reason, the commonest first.
func section(b *strings.Builder, c Class, s Survey) {
	groups := map[string][]string{}
	var kinds []string
	for _, r := range s.Results {
		if r.Class != c || len(r.Reasons) == 0 {
			continue
		}
		k := kind(r.Reasons[0])
		if groups[k] == nil {
			kinds = append(kinds, k)
		}
		groups[k] = append(groups[k], r.Func)
	}
	slices.SortStableFunc(kinds, func(x, y string) int { return len(groups[y]) - len(groups[x]) })
	fmt.Fprintf(b, "\n## %s\n\n", c)
	for _, k := range kinds {
		fmt.Fprintf(b, "* %d: %s: %s\n", len(groups[k]), k, strings.Join(short(groups[k]), ", "))
	}
}

// short leaves the hosts out of paths.
func short(paths []string) (out []string) {
	for _, p := range paths {
		_, rest, _ := strings.Cut(p, "/")
		out = append(out, rest)
	}
	return out
}
