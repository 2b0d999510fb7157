// No program is given arguments: flags keep their defaults.
package flag

import "time"

var defined = map[string]bool{}

func keep[T any](p *T, name string, value T) *T {
	if defined[name] {
		panic("flag redefined: " + name)
	}
	defined[name] = true
	*p = value
	return p
}

func Bool(name string, value bool, usage string) *bool       { return keep(new(bool), name, value) }
func Int(name string, value int, usage string) *int          { return keep(new(int), name, value) }
func String(name, value, usage string) *string               { return keep(new(string), name, value) }
func BoolVar(p *bool, name string, value bool, usage string) { keep(p, name, value) }
func IntVar(p *int, name string, value int, usage string)    { keep(p, name, value) }
func StringVar(p *string, name, value, usage string)         { keep(p, name, value) }
func Duration(name string, value time.Duration, usage string) *time.Duration {
	return keep(new(time.Duration), name, value)
}
func DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	keep(p, name, value)
}

func Parse()           {}
func Parsed() bool     { return true }
func Args() []string   { return nil }
func Arg(i int) string { return "" }
func NArg() int        { return 0 }
