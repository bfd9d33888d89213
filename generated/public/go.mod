module chainrule/generated/public

go 1.26.3

replace chainrule => ../..

require (
	chainrule v0.0.0-00010101000000-000000000000
	github.com/aclements/go-moremath v0.0.0-20210112150236-f10218a38794
	github.com/fogleman/gg v1.3.0
	github.com/golang/geo v0.0.0-20260818125358-b200a1149890
	github.com/lucasb-eyer/go-colorful v1.4.1
	github.com/markcheno/go-talib v0.0.0-20250114000313-ec55a20c902f
	github.com/montanaflynn/stats v0.14.0
	github.com/paulmach/orb v0.14.0
	github.com/twpayne/go-geom v1.7.0
	golang.org/x/mod v0.42.0
	golang.org/x/tools v0.52.0
)

require (
	github.com/dave/jennifer v1.7.1 // indirect
	github.com/golang/freetype v0.0.0-20170609003504-e2365dfdc4a0 // indirect
	golang.org/x/image v0.47.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
)
