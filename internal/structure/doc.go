// Package structure holds the tests of the tree's shape: which package imports
// which, that every package says what it is, and that files and functions stay
// small. It has no other code.
package structure
