package expr

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// wanted finds // ERROR column "regexp" comments; a line may have several.
var wanted = regexp.MustCompile(`// ERROR (\d+) "((?:[^"\\]|\\.)*)"`)

// TestErrors checks that the files in testdata/errors give the errors that
// their comments announce, and no others, at line and column.
func TestErrors(t *testing.T) {
	files, err := filepath.Glob("testdata/errors/*.grad")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			checkErrors(t, name, src)
		})
	}
}

func checkErrors(t *testing.T, name string, src []byte) {
	want := map[string][]string{} // by line:column
	for i, line := range strings.Split(string(src), "\n") {
		for _, m := range wanted.FindAllStringSubmatch(line, -1) {
			at := fmt.Sprintf("%d:%s", i+1, m[1])
			want[at] = append(want[at], m[2])
		}
	}
	_, ds := Load(Source{name, src})
	for _, d := range ds {
		at := strconv.Itoa(d.Pos.Line) + ":" + strconv.Itoa(d.Pos.Column)
		if len(want[at]) == 0 {
			t.Errorf("unexpected error:\n%v", d)
			continue
		}
		if ok, err := regexp.MatchString(want[at][0], d.Msg); err != nil || !ok {
			t.Errorf("%s: got %q, want %q (%v)", at, d.Msg, want[at][0], err)
		}
		want[at] = want[at][1:]
	}
	for at, rest := range want {
		for _, r := range rest {
			t.Errorf("%s: no error that matches %q", at, r)
		}
	}
}
