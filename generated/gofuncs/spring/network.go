// Networks of point masses and springs.

package spring

import "math"

// A Vec2 is a vector in the plane, y upwards.
type Vec2 [2]float64

// Sub is a - b.
func (a Vec2) Sub(b Vec2) Vec2 { return Vec2{a[0] - b[0], a[1] - b[1]} }

// Len is the length of a.
func (a Vec2) Len() float64 { return math.Hypot(a[0], a[1]) }

// A Node is a point mass. One that is fixed does not move.
type Node struct {
	Pos, Vel Vec2
	Mass     float64
	Fixed    bool
}

// A Spring joins two nodes of a network.
type Spring struct {
	A, B      int
	Rest      float64 // length without force
	Stiffness float64 // N/m
}

// A Network is nodes, the springs between them, and the acceleration of gravity.
type Network struct {
	Nodes   []Node
	Springs []Spring
	Gravity float64
}

// Energy is the sum of the kinetic energy, that of the springs, and that of the
// heights.
//
//chainrule:grad
//chainrule:hvp
func (n *Network) Energy() float64 {
	e := 0.0
	for _, node := range n.Nodes {
		v := node.Vel
		e += node.Mass * (0.5*(v[0]*v[0]+v[1]*v[1]) + n.Gravity*node.Pos[1])
	}
	for _, s := range n.Springs {
		stretch := n.Nodes[s.A].Pos.Sub(n.Nodes[s.B].Pos).Len() - s.Rest
		e += 0.5 * s.Stiffness * stretch * stretch
	}
	return e
}

// Forces writes the force on each node to out.
//
//chainrule:vjp
func (n *Network) Forces(out []Vec2) {
	clear(out)
	for i := range n.Nodes {
		out[i][1] -= n.Nodes[i].Mass * n.Gravity
	}
	for _, s := range n.Springs {
		d := n.Nodes[s.B].Pos.Sub(n.Nodes[s.A].Pos)
		length := d.Len()
		if length == 0 {
			continue // no direction to pull in
		}
		pull := s.Stiffness * (length - s.Rest) / length
		for k, v := range d {
			out[s.A][k] += pull * v
			out[s.B][k] -= pull * v
		}
	}
}

// Step moves the network by one step of velocity Verlet. Force has an element
// per node, holds the forces at the positions of entry, and leaves with those
// at the new ones.
//
//chainrule:vjp wrt=n,force
func (n *Network) Step(dt float64, force []Vec2) {
	kick := func() {
		for i := range n.Nodes {
			node := &n.Nodes[i]
			if node.Fixed {
				continue
			}
			for k := range node.Vel {
				node.Vel[k] += 0.5 * dt * force[i][k] / node.Mass
			}
		}
	}
	kick()
	for i := range n.Nodes {
		if p := &n.Nodes[i]; !p.Fixed {
			p.Pos[0] += dt * p.Vel[0]
			p.Pos[1] += dt * p.Vel[1]
		}
	}
	n.Forces(force)
	kick()
}

// HeightAfter is how high a node is after some steps of length dt. The network
// itself does not move.
//
//chainrule:grad wrt=n
func (n *Network) HeightAfter(node int, dt float64, steps int) float64 {
	moving := *n
	moving.Nodes = append([]Node(nil), n.Nodes...)
	force := make([]Vec2, len(moving.Nodes))
	moving.Forces(force)
	for range steps {
		moving.Step(dt, force)
	}
	return moving.Nodes[node].Pos[1]
}
