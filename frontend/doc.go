// Package frontend groups what turns source text into ir: expression files in
// package expr and Go functions in package gofunc. Each refuses, with a
// position, whatever it cannot express.
package frontend
