// Differences between two texts, as patch reads them.

package main

import (
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"
)

func unified(name string, before, after []byte) string {
	base := filepath.ToSlash(name)
	return string(diff.Diff(base+".orig", before, base, after))
}
