package log

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"
)

const (
	Ldate = 1 << iota
	Ltime
	Lmicroseconds
	Llongfile
	Lshortfile
	LUTC
	Lmsgprefix
	LstdFlags = Ldate | Ltime
)

func header(flags int) (s string) {
	now := time.Now()
	if flags&Ldate != 0 {
		s += now.Format("2006/01/02 ")
	}
	if flags&Lmicroseconds != 0 {
		s += now.Format("15:04:05.000000 ")
	} else if flags&Ltime != 0 {
		s += now.Format("15:04:05 ")
	}
	if flags&(Llongfile|Lshortfile) != 0 {
		_, file, line, _ := runtime.Caller(0)
		if flags&Lshortfile != 0 {
			file = file[strings.LastIndexByte(file, '/')+1:]
		}
		s += fmt.Sprintf("%s:%d: ", file, line)
	}
	return
}

type Logger struct {
	mu     sync.Mutex
	out    io.Writer
	prefix string
	flags  int
}

func New(out io.Writer, prefix string, flag int) *Logger {
	return &Logger{out: out, prefix: prefix, flags: flag}
}

var std = New(os.Stderr, "", LstdFlags)

func Default() *Logger { return std }

func (l *Logger) print(s string) {
	first, last := l.prefix, ""
	if l.flags&Lmsgprefix != 0 {
		first, last = last, first
	}
	if s == "" || s[len(s)-1] != '\n' {
		s += "\n"
	}
	s = first + header(l.flags) + last + s
	// A stream takes a line as a whole by itself.
	if f, ok := l.out.(*os.File); ok {
		f.WriteString(s)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.out.Write([]byte(s))
}

func (l *Logger) panic(s string) {
	l.print(s)
	panic(s)
}

func (l *Logger) fatal(s string) {
	l.print(s)
	os.Exit(1)
}

func (l *Logger) Output(calldepth int, s string) error {
	l.print(s)
	return nil
}

func (l *Logger) Print(v ...any)            { l.print(fmt.Sprint(v...)) }
func (l *Logger) Printf(f string, v ...any) { l.print(fmt.Sprintf(f, v...)) }
func (l *Logger) Println(v ...any)          { l.print(fmt.Sprintln(v...)) }
func (l *Logger) Fatal(v ...any)            { l.fatal(fmt.Sprint(v...)) }
func (l *Logger) Fatalf(f string, v ...any) { l.fatal(fmt.Sprintf(f, v...)) }
func (l *Logger) Fatalln(v ...any)          { l.fatal(fmt.Sprintln(v...)) }
func (l *Logger) Panic(v ...any)            { l.panic(fmt.Sprint(v...)) }
func (l *Logger) Panicf(f string, v ...any) { l.panic(fmt.Sprintf(f, v...)) }
func (l *Logger) Panicln(v ...any)          { l.panic(fmt.Sprintln(v...)) }
func (l *Logger) Flags() int                { return l.flags }
func (l *Logger) SetFlags(flag int)         { l.flags = flag }
func (l *Logger) Prefix() string            { return l.prefix }
func (l *Logger) SetPrefix(prefix string)   { l.prefix = prefix }
func (l *Logger) Writer() io.Writer         { return l.out }
func (l *Logger) SetOutput(w io.Writer)     { l.out = w }

func Print(v ...any)            { std.print(fmt.Sprint(v...)) }
func Printf(f string, v ...any) { std.print(fmt.Sprintf(f, v...)) }
func Println(v ...any)          { std.print(fmt.Sprintln(v...)) }
func Fatal(v ...any)            { std.fatal(fmt.Sprint(v...)) }
func Fatalf(f string, v ...any) { std.fatal(fmt.Sprintf(f, v...)) }
func Fatalln(v ...any)          { std.fatal(fmt.Sprintln(v...)) }
func Panic(v ...any)            { std.panic(fmt.Sprint(v...)) }
func Panicf(f string, v ...any) { std.panic(fmt.Sprintf(f, v...)) }
func Panicln(v ...any)          { std.panic(fmt.Sprintln(v...)) }
func Flags() int                { return std.flags }
func SetFlags(flag int)         { std.flags = flag }
func Prefix() string            { return std.prefix }
func SetPrefix(prefix string)   { std.prefix = prefix }
func Writer() io.Writer         { return std.out }
func SetOutput(w io.Writer)     { std.out = w }
