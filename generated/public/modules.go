// The modules that are surveyed.

package public

// Module is a module and its packages that are surveyed.
type Module struct {
	Path     string
	Packages []string
}

// Modules lists the modules of the survey. Packages that only read and write
// files, or call the others, are left out.
var Modules = []Module{
	{"github.com/golang/geo", []string{"r1", "r2", "r3", "s1", "s2"}},
	{"github.com/montanaflynn/stats", []string{""}},
	{"github.com/twpayne/go-geom", []string{"", "bigxy", "sorting", "transform", "xy", "xy/lineintersection", "xy/lineintersector", "xyz"}},
	{"github.com/paulmach/orb", []string{"", "clip", "geo", "planar", "project", "quadtree", "resample", "simplify"}},
	{"github.com/fogleman/gg", []string{""}},
	{"github.com/lucasb-eyer/go-colorful", []string{""}},
	{"github.com/markcheno/go-talib", []string{""}},
	{"github.com/aclements/go-moremath", []string{"mathx", "scale", "stats", "vec"}},
}

// Paths are the import paths of the module's packages.
func (m Module) Paths() (paths []string) {
	for _, p := range m.Packages {
		if p != "" {
			p = "/" + p
		}
		paths = append(paths, m.Path+p)
	}
	return paths
}

// Comparing lists parameters, by number, on which a function's results depend by
// comparisons only, as those of a bisection do: as a program it is locally
// constant in them, so that the derivative is 0, though differences show the slope
// of what the program finds.
var Comparing = map[string][]int{
	"github.com/aclements/go-moremath/stats.MeanCI":        {1}, // InvCDF bisects
	"github.com/aclements/go-moremath/stats.Sample.MeanCI": {1},
}
