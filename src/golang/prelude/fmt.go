package fmt

import (
	"errors"
	"io"
	"os"
)

type Stringer interface{ String() string }

type GoStringer interface{ GoString() string }

// Modes: 0 Sprint, 1 Sprintln, 2 Sprintf, 3 Errorf. n: how many values have methods to be asked. Plus 4: those go to
// asks, and the verbs they are wanted for to texts. With texts filled: s is whole; a nil in asks marks a text to be
// taken as it is. wrapped: bits of the operands of %w.
func format(mode int, f string, a, asks []any, texts []string) (s string, n, wrapped int)

func isNil(v any) bool

func render(mode int, f string, a []any) (string, int) {
	s, n, w := format(mode, f, a, nil, nil)
	if n > 0 {
		asks, texts := make([]any, n), make([]string, n)
		format(mode+4, f, a, asks, texts)
		for i := range asks {
			ask(&asks[i], &texts[i])
		}
		s, _, _ = format(mode, f, a, asks, texts)
	}
	return s, w
}

func ask(v *any, text *string) {
	method, verb := "Error", *text
	defer func() {
		if e := recover(); e != nil {
			*text = "<nil>"
			if !isNil(*v) {
				*text = "%!" + verb + "(PANIC=" + method + " method: " + Sprint(e) + ")"
			}
			*v = nil
		}
	}()
	if verb == "#v" {
		verb, method = "v", "GoString"
		*text = (*v).(GoStringer).GoString()
	} else if e, ok := (*v).(error); ok {
		*text = e.Error()
	} else {
		method = "String"
		*text = (*v).(Stringer).String()
	}
}

func Sprint(a ...any) string {
	s, _ := render(0, "", a)
	return s
}

func Sprintln(a ...any) string {
	s, _ := render(1, "", a)
	return s
}

func Sprintf(format string, a ...any) string {
	s, _ := render(2, format, a)
	return s
}

func Print(a ...any) (n int, err error)   { return os.Stdout.WriteString(Sprint(a...)) }
func Println(a ...any) (n int, err error) { return os.Stdout.WriteString(Sprintln(a...)) }
func Printf(format string, a ...any) (n int, err error) {
	return os.Stdout.WriteString(Sprintf(format, a...))
}

func Fprint(w io.Writer, a ...any) (n int, err error)   { return w.Write([]byte(Sprint(a...))) }
func Fprintln(w io.Writer, a ...any) (n int, err error) { return w.Write([]byte(Sprintln(a...))) }
func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	return w.Write([]byte(Sprintf(format, a...)))
}

func Append(b []byte, a ...any) []byte                 { return append(b, Sprint(a...)...) }
func Appendln(b []byte, a ...any) []byte               { return append(b, Sprintln(a...)...) }
func Appendf(b []byte, format string, a ...any) []byte { return append(b, Sprintf(format, a...)...) }

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }
func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string   { return e.msg }
func (e *wrapErrors) Unwrap() []error { return e.errs }

func Errorf(format string, a ...any) error {
	s, wrapped := render(3, format, a)
	var errs []error
	for i := range a {
		if err, ok := a[i].(error); ok && wrapped>>i&1 != 0 {
			errs = append(errs, err)
		}
	}
	switch len(errs) {
	case 0:
		return errors.New(s)
	case 1:
		return &wrapError{s, errs[0]}
	}
	return &wrapErrors{s, errs}
}
