// Package public names public modules of numerical and geometric Go, on whose
// exported functions chainrule is surveyed: see cmd/survey and results.md. It is
// a module of its own, so that chainrule does not depend on them.
package public

import (
	_ "github.com/aclements/go-moremath/stats" // each module is required by go.mod
	_ "github.com/fogleman/gg"
	_ "github.com/golang/geo/s2"
	_ "github.com/lucasb-eyer/go-colorful"
	_ "github.com/markcheno/go-talib"
	_ "github.com/montanaflynn/stats"
	_ "github.com/paulmach/orb"
	_ "github.com/twpayne/go-geom"
)
