// The explanation as one JSON object.

package explain

import (
	"bytes"
	"encoding/json"

	"chainrule/cmd/chainrule/internal/value"
)

type (
	jsonExplanation struct {
		Result   string        `json:"result"`
		Inputs   []string      `json:"inputs"`
		Steps    []jsonStep    `json:"steps"`
		Gradient []jsonPartial `json:"gradient"`
		Notes    []string      `json:"notes,omitempty"`
	}
	jsonStep struct {
		Variable    string       `json:"variable"`
		Expression  string       `json:"expression"`
		Derivatives []jsonLocal  `json:"derivatives"`
		Value       *value.Float `json:"value,omitempty"`
		Adjoint     *value.Float `json:"adjoint,omitempty"`
	}
	jsonLocal struct {
		By         string `json:"by"`
		Derivative string `json:"derivative"`
	}
	jsonPartial struct {
		By     string       `json:"by"`
		Name   string       `json:"name"`
		Paths  int          `json:"paths"`
		Lines  []string     `json:"lines"`
		Closed string       `json:"closed,omitempty"`
		LaTeX  string       `json:"latex,omitempty"`
		At     *value.Float `json:"at,omitempty"`
		Value  *value.Float `json:"value,omitempty"`
	}
)

// JSON writes the explanation as one object.
func (x *Explanation) JSON() string {
	out := jsonExplanation{Result: x.Result, Inputs: x.Inputs, Notes: x.Notes, Steps: []jsonStep{}, Gradient: []jsonPartial{}}
	for _, s := range x.Steps {
		out.Steps = append(out.Steps, x.jsonStep(s))
	}
	for _, p := range x.Partial {
		out.Gradient = append(out.Gradient, x.jsonPartial(p))
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(out); err != nil {
		panic(err) // strings and numbers always encode
	}
	return b.String()
}

func (x *Explanation) jsonStep(s *Step) jsonStep {
	j := jsonStep{Variable: s.Var, Expression: x.Style.Text(s.Expr), Derivatives: []jsonLocal{}}
	for _, l := range s.Locals {
		j.Derivatives = append(j.Derivatives, jsonLocal{l.By, x.Style.Text(l.D)})
	}
	if x.Numbers != nil {
		j.Value, j.Adjoint = float(x.Numbers.Value[s.Var]), float(x.Numbers.Adjoint[s.Var])
	}
	return j
}

func (x *Explanation) jsonPartial(p *Partial) jsonPartial {
	name, lines := x.derivation(p, x.plain())
	j := jsonPartial{By: p.By, Name: name, Paths: p.Count, Lines: lines}
	if p.Closed != nil {
		j.Closed, j.LaTeX = x.Style.Text(p.Closed), x.Style.LaTeX(p.Closed)
	}
	if x.Numbers != nil {
		j.At, j.Value = float(x.Numbers.Value[p.By]), float(x.Numbers.Adjoint[p.By])
	}
	return j
}

func float(f float64) *value.Float { v := value.Float(f); return &v }
