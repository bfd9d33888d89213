// chainrule check: derivatives against differences in high precision.

package main

import "github.com/spf13/cobra"

func (a *app) check() *cobra.Command { return &cobra.Command{Use: "check"} }
