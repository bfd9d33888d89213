// Workers: derivatives are made in another process, which may hang or run out of
// memory.

package derive

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"chainrule/generated/public/internal/limit"
)

// Worker is the first argument of a process that is a worker.
const Worker = "derive-worker"

// What a derivative may take: time until the worker is given up, seconds of the
// worker's processor, bytes of memory.
const (
	patience   = 2 * time.Minute
	mostWork   = 20 * time.Second
	mostMemory = 2 << 30
)

// Job is a function to differentiate and the name of the derivative.
type Job struct{ Path, Name string }

// Serve makes derivatives of the jobs that come in. Its arguments are a folder in
// a module, and the path and the name of the package that the derivatives go into.
func Serve(args []string, in io.Reader, out io.Writer) error {
	var job limit.Job
	go job.Watch(mostMemory, mostWork)
	m, err := Open(args[0])
	if err != nil {
		return err
	}
	m.Target, m.Package = args[1], args[2]
	enc := json.NewEncoder(out)
	for dec := json.NewDecoder(in); ; {
		var j Job
		if err := dec.Decode(&j); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		job.Begin()
		if err := enc.Encode(m.Make(j.Path, j.Name)); err != nil {
			return err
		}
	}
}

// All makes derivatives of all jobs.
func All(dir, target, pkg string, jobs []Job) (list []Derived, err error) {
	for len(list) < len(jobs) {
		got, failure := some(dir, target, pkg, jobs[len(list):])
		list = append(list, got...)
		if len(list) < len(jobs) {
			j := jobs[len(list)]
			list = append(list, Derived{Func: j.Path, Name: j.Name, Crash: failure})
		}
	}
	return list, nil
}

// some makes derivatives until the worker fails, and says how it did.
func some(dir, target, pkg string, jobs []Job) (list []Derived, failure string) {
	self, err := os.Executable()
	if err != nil {
		return nil, err.Error()
	}
	cmd := exec.Command(self, Worker, dir, target, pkg)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err.Error()
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err.Error()
	}
	if err := cmd.Start(); err != nil {
		return nil, err.Error()
	}
	go func() {
		defer in.Close()
		for _, j := range jobs {
			json.NewEncoder(in).Encode(j) // a worker that is gone is noticed below
		}
	}()
	hung := time.AfterFunc(patience, func() { cmd.Process.Kill() })
	for lines := bufio.NewReader(out); len(list) < len(jobs); hung.Reset(patience) {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			break
		}
		var d Derived
		if err := json.Unmarshal(line, &d); err != nil {
			break
		}
		list = append(list, d)
	}
	failure = fmt.Sprintf("the compiler hangs, or dies: %v", cmd.Wait())
	hung.Stop()
	return list, failure
}
