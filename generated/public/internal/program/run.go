// Running a program, which may hang or die in a case.

package program

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"chainrule/generated/public/check"
)

// deadline is the most time that a case may take; it stops itself long before.
const deadline = 15 * time.Second

// tries of a case in which the program died: other arguments may be kinder.
const tries = 3

// Run runs the program for the cases of these names and gives a report for each.
func Run(binary string, names []string) (reports []check.Report, err error) {
	for try := 0; len(reports) < len(names); {
		got, failure := runFrom(binary, len(reports), try)
		if len(got) > 0 {
			reports, try = append(reports, got...), 0
		}
		if try++; len(reports) < len(names) && try == tries {
			reports = append(reports, check.Report{Name: names[len(reports)], Dead: failure})
			try = 0
		}
	}
	return reports, nil
}

// runFrom runs the program from a case on until it ends, and says how it failed.
func runFrom(binary string, from, try int) (reports []check.Report, failure string) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err.Error()
	}
	defer r.Close()
	var stderr strings.Builder
	cmd := exec.Command(binary, strconv.Itoa(from), strconv.Itoa(try))
	cmd.ExtraFiles, cmd.Stderr = []*os.File{w}, &stderr
	err = cmd.Start()
	w.Close()
	if err != nil {
		return nil, err.Error()
	}
	hung := time.AfterFunc(deadline, func() { cmd.Process.Kill() })
	for lines := bufio.NewReader(r); ; {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			break
		}
		hung.Reset(deadline)
		var one check.Report
		if err := json.Unmarshal(line, &one); err != nil {
			return reports, err.Error()
		}
		reports = append(reports, one)
	}
	err = cmd.Wait()
	if !hung.Stop() {
		return reports, fmt.Sprintf("no end after %v", deadline)
	}
	first, _, _ := strings.Cut(stderr.String(), "\n")
	return reports, fmt.Sprintf("%v: %s", err, first)
}
