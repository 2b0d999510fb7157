package os

import (
	"errors"
	"io"
	"sync/atomic"
)

var (
	ErrInvalid    = errors.New("invalid argument")
	ErrPermission = errors.New("permission denied")
	ErrExist      = errors.New("file already exists")
	ErrNotExist   = errors.New("file does not exist")
	ErrClosed     = errors.New("file already closed")
)

type PathError struct {
	Op, Path string
	Err      error
}

func (e *PathError) Error() string { return e.Op + " " + e.Path + ": " + e.Err.Error() }
func (e *PathError) Unwrap() error { return e.Err }

// Every file exists and is empty; what is written to it is lost. Only how many are open counts.
type File struct {
	stream int
	name   string
	closed atomic.Bool
}

var (
	Stdin  = &File{name: "/dev/stdin"}
	Stdout = &File{stream: 1, name: "/dev/stdout"}
	Stderr = &File{stream: 2, name: "/dev/stderr"}
	Args   = []string{"main"}
)

// Streams 1 and 2 are seen, others not.
func write(stream int, s string)

// Adds n to the open files; false when there may be no more.
func open(n int) bool

func exit(code int)

func Exit(code int) { exit(code) }

func (f *File) WriteString(s string) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	if f.stream == 0 && f.closed.Load() {
		return 0, &PathError{"write", f.name, ErrClosed}
	}
	write(f.stream, s)
	return len(s), nil
}

func (f *File) Write(b []byte) (n int, err error) { return f.WriteString(string(b)) }

func (f *File) Read(b []byte) (n int, err error) {
	if f.closed.Load() {
		return 0, &PathError{"read", f.name, ErrClosed}
	}
	return 0, io.EOF
}

func (f *File) Name() string { return f.name }

func (f *File) Sync() error { return nil }

func (f *File) Close() error {
	if f == nil {
		return ErrInvalid
	}
	if f.closed.Swap(true) {
		return &PathError{"close", f.name, ErrClosed}
	}
	open(-1)
	return nil
}

func Open(name string) (*File, error) {
	if !open(1) {
		return nil, &PathError{"open", name, errors.New("too many open files")}
	}
	return &File{name: name}, nil
}

func Create(name string) (*File, error) { return Open(name) }

func ReadFile(name string) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	return []byte{}, f.Close()
}

func Getenv(key string) string { return "" }

func LookupEnv(key string) (string, bool) { return "", false }
