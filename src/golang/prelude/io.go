package io

import (
	"errors"
	"sync"
)

type Reader interface {
	Read(p []byte) (n int, err error)
}

type Writer interface {
	Write(p []byte) (n int, err error)
}

type Closer interface{ Close() error }

type ReadWriter interface {
	Reader
	Writer
}

type ReadCloser interface {
	Reader
	Closer
}

type WriteCloser interface {
	Writer
	Closer
}

type ReadWriteCloser interface {
	Reader
	Writer
	Closer
}

type StringWriter interface {
	WriteString(s string) (n int, err error)
}

type ByteReader interface{ ReadByte() (byte, error) }

type ByteWriter interface{ WriteByte(c byte) error }

type RuneReader interface {
	ReadRune() (r rune, size int, err error)
}

var (
	EOF              = errors.New("EOF")
	ErrUnexpectedEOF = errors.New("unexpected EOF")
	ErrShortWrite    = errors.New("short write")
	ErrClosedPipe    = errors.New("io: read/write on closed pipe")
)

type discard struct{}

func (discard) Write(p []byte) (int, error)       { return len(p), nil }
func (discard) WriteString(s string) (int, error) { return len(s), nil }

var Discard Writer = discard{}

func WriteString(w Writer, s string) (n int, err error) {
	if x, ok := w.(StringWriter); ok {
		return x.WriteString(s)
	}
	return w.Write([]byte(s))
}

func ReadAll(r Reader) ([]byte, error) {
	all, part := make([]byte, 0, 512), make([]byte, 512)
	for {
		n, err := r.Read(part)
		all = append(all, part[:n]...)
		if err == EOF {
			return all, nil
		}
		if err != nil {
			return all, err
		}
	}
}

func ReadFull(r Reader, buf []byte) (n int, err error) {
	for n < len(buf) && err == nil {
		var k int
		k, err = r.Read(buf[n:])
		n += k
	}
	if n == len(buf) {
		return n, nil
	}
	if n > 0 && err == EOF {
		err = ErrUnexpectedEOF
	}
	return n, err
}

func Copy(dst Writer, src Reader) (written int64, err error) {
	part := make([]byte, 4096)
	for {
		n, err := src.Read(part)
		if n > 0 {
			k, bad := dst.Write(part[:n])
			written += int64(k)
			if bad == nil && k < n {
				bad = ErrShortWrite
			}
			if bad != nil {
				return written, bad
			}
		}
		if err == EOF {
			return written, nil
		}
		if err != nil {
			return written, err
		}
	}
}

type LimitedReader struct {
	R Reader
	N int64
}

func (l *LimitedReader) Read(p []byte) (n int, err error) {
	if l.N <= 0 {
		return 0, EOF
	}
	n, err = l.R.Read(p[:min(int64(len(p)), l.N)])
	l.N -= int64(n)
	return
}

func LimitReader(r Reader, n int64) Reader { return &LimitedReader{r, n} }

type multiWriter []Writer

func (m multiWriter) Write(p []byte) (n int, err error) {
	for _, w := range m {
		if n, err = w.Write(p); err == nil && n < len(p) {
			err = ErrShortWrite
		}
		if err != nil {
			return
		}
	}
	return len(p), nil
}

func MultiWriter(writers ...Writer) Writer { return append(multiWriter(nil), writers...) }

type teeReader struct {
	r Reader
	w Writer
}

func (t teeReader) Read(p []byte) (n int, err error) {
	n, err = t.r.Read(p)
	if n > 0 {
		if n, err := t.w.Write(p[:n]); err != nil {
			return n, err
		}
	}
	return
}

func TeeReader(r Reader, w Writer) Reader { return teeReader{r, w} }

type nopCloser struct{ Reader }

func (nopCloser) Close() error { return nil }

func NopCloser(r Reader) ReadCloser { return nopCloser{r} }

type pipe struct {
	writing     sync.Mutex
	data        chan []byte
	taken       chan int
	once        sync.Once
	done        chan struct{}
	mu          sync.Mutex
	read, wrote error
}

func (p *pipe) end(end *error, err error) error {
	p.mu.Lock()
	if *end == nil {
		*end = err
	}
	p.mu.Unlock()
	p.once.Do(func() { close(p.done) })
	return nil
}

// What a side is told that did not end the pipe itself: how the other did.
func (p *pipe) why(mine, other *error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if *mine == nil && *other != nil {
		return *other
	}
	return ErrClosedPipe
}

type PipeReader struct{ p *pipe }

type PipeWriter struct{ p *pipe }

func (r *PipeReader) Read(b []byte) (n int, err error) {
	p := r.p
	select {
	case <-p.done:
	default:
		select {
		case data := <-p.data:
			n = copy(b, data)
			p.taken <- n
			return n, nil
		case <-p.done:
		}
	}
	return 0, p.why(&p.read, &p.wrote)
}

func (w *PipeWriter) Write(b []byte) (n int, err error) {
	p := w.p
	select {
	case <-p.done:
		return 0, p.why(&p.wrote, &p.read)
	default:
	}
	p.writing.Lock()
	defer p.writing.Unlock()
	for once := true; once || len(b) > 0; once = false {
		select {
		case p.data <- b:
			k := <-p.taken
			b = b[k:]
			n += k
		case <-p.done:
			return n, p.why(&p.wrote, &p.read)
		}
	}
	return n, nil
}

func (r *PipeReader) Close() error { return r.CloseWithError(nil) }
func (w *PipeWriter) Close() error { return w.CloseWithError(nil) }

func (r *PipeReader) CloseWithError(err error) error {
	if err == nil {
		err = ErrClosedPipe
	}
	return r.p.end(&r.p.read, err)
}

func (w *PipeWriter) CloseWithError(err error) error {
	if err == nil {
		err = EOF
	}
	return w.p.end(&w.p.wrote, err)
}

func Pipe() (*PipeReader, *PipeWriter) {
	p := &pipe{data: make(chan []byte), taken: make(chan int), done: make(chan struct{})}
	return &PipeReader{p}, &PipeWriter{p}
}
