package bufio

import (
	"bytes"
	"errors"
	"io"
	"unicode"
	"unicode/utf8"
)

const MaxScanTokenSize = 64 * 1024

var (
	ErrTooLong    = errors.New("bufio.Scanner: token too long")
	ErrFinalToken = errors.New("final token")
	ErrBufferFull = errors.New("bufio: buffer full")
)

// Bytes read ahead of r.
type ahead struct {
	r    io.Reader
	data []byte
	err  error
}

func (a *ahead) more() {
	part := make([]byte, 4096)
	n, err := a.r.Read(part)
	a.data = append(a.data, part[:n]...)
	a.err = err
}

func (a *ahead) take(n int) []byte {
	got := a.data[:n:n]
	a.data = a.data[n:]
	return got
}

type Reader struct{ ahead }

func NewReader(r io.Reader) *Reader { return &Reader{ahead{r: r}} }

func (b *Reader) fail() (err error) {
	err, b.err = b.err, nil
	return
}

func (b *Reader) ReadBytes(delim byte) ([]byte, error) {
	for {
		if i := bytes.IndexByte(b.data, delim); i >= 0 {
			return b.take(i + 1), nil
		}
		if b.err != nil {
			return b.take(len(b.data)), b.fail()
		}
		b.more()
	}
}

func (b *Reader) ReadString(delim byte) (string, error) {
	line, err := b.ReadBytes(delim)
	return string(line), err
}

// At least n bytes, where there are as many.
func (b *Reader) want(n int) error {
	for len(b.data) < n && b.err == nil {
		b.more()
	}
	if len(b.data) < n {
		return b.fail()
	}
	return nil
}

func (b *Reader) Peek(n int) ([]byte, error) {
	err := b.want(n)
	return b.data[:min(n, len(b.data))], err
}

func (b *Reader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if err := b.want(1); err != nil {
		return 0, err
	}
	return copy(p, b.take(min(len(p), len(b.data)))), nil
}

func (b *Reader) ReadByte() (byte, error) {
	if err := b.want(1); err != nil {
		return 0, err
	}
	return b.take(1)[0], nil
}

func (b *Reader) ReadRune() (rune, int, error) {
	if err := b.want(1); err != nil {
		return 0, 0, err
	}
	for len(b.data) < utf8.UTFMax && b.err == nil && b.data[0] >= utf8.RuneSelf {
		b.more()
	}
	r, size := utf8.DecodeRune(b.data)
	b.take(size)
	return r, size, nil
}

type Writer struct {
	w    io.Writer
	size int
	data []byte
	err  error
}

func NewWriter(w io.Writer) *Writer { return NewWriterSize(w, 4096) }

func NewWriterSize(w io.Writer, size int) *Writer {
	if size <= 0 {
		size = 4096
	}
	return &Writer{w: w, size: size}
}

func (b *Writer) Size() int      { return b.size }
func (b *Writer) Buffered() int  { return len(b.data) }
func (b *Writer) Available() int { return b.size - len(b.data) }

func (b *Writer) Flush() error {
	if b.err == nil && len(b.data) > 0 {
		var n int
		if n, b.err = b.w.Write(b.data); n < len(b.data) && b.err == nil {
			b.err = io.ErrShortWrite
		}
		b.data = append([]byte{}, b.data[n:]...)
	}
	return b.err
}

func (b *Writer) Write(p []byte) (n int, err error) {
	for len(p) > b.Available() && b.err == nil {
		k := b.Available()
		if len(b.data) == 0 {
			k, b.err = b.w.Write(p)
		} else {
			b.data = append(b.data, p[:k]...)
			b.Flush()
		}
		n, p = n+k, p[k:]
	}
	if b.err != nil {
		return n, b.err
	}
	b.data = append(b.data, p...)
	return n + len(p), nil
}

func (b *Writer) WriteString(s string) (int, error) { return b.Write([]byte(s)) }
func (b *Writer) WriteRune(r rune) (int, error)     { return b.WriteString(string(r)) }

func (b *Writer) WriteByte(c byte) error {
	_, err := b.Write([]byte{c})
	return err
}

type SplitFunc func(data []byte, atEOF bool) (advance int, token []byte, err error)

type Scanner struct {
	ahead
	split SplitFunc
	max   int
	empty int
	token []byte
	done  bool
}

func NewScanner(r io.Reader) *Scanner {
	return &Scanner{ahead: ahead{r: r}, split: ScanLines, max: MaxScanTokenSize}
}

func (s *Scanner) Buffer(buf []byte, max int) { s.max = max }
func (s *Scanner) Split(split SplitFunc)      { s.split = split }
func (s *Scanner) Text() string               { return string(s.token) }
func (s *Scanner) Bytes() []byte              { return s.token }

func (s *Scanner) Err() error {
	if s.err == io.EOF {
		return nil
	}
	return s.err
}

func (s *Scanner) stop(err error) bool {
	if err != nil {
		s.err = err
	}
	s.done, s.token = true, nil
	return false
}

func (s *Scanner) Scan() bool {
	for !s.done {
		if len(s.data) > 0 || s.err != nil {
			n, token, err := s.split(s.data, s.err != nil)
			if err == ErrFinalToken {
				s.done, s.token, s.err = true, token, io.EOF
				return token != nil
			}
			if err != nil {
				return s.stop(err)
			}
			if n < 0 || n > len(s.data) {
				return s.stop(errors.New("bufio.Scanner: SplitFunc returns advance count outside the input"))
			}
			s.take(n)
			if token != nil {
				if s.empty++; n > 0 {
					s.empty = 0
				} else if s.empty > 100 {
					panic("bufio.Scan: too many empty tokens without progressing")
				}
				s.token = token
				return true
			}
			if n > 0 && len(s.data) > 0 {
				continue
			}
		}
		if s.err != nil {
			return s.stop(nil)
		}
		if len(s.data) >= s.max {
			return s.stop(ErrTooLong)
		}
		s.more()
	}
	return s.stop(nil)
}

func ScanLines(data []byte, atEOF bool) (int, []byte, error) {
	n := len(data)
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		n, data = i+1, data[:i]
	} else if !atEOF || n == 0 {
		return 0, nil, nil
	}
	return n, bytes.TrimSuffix(data, []byte{'\r'}), nil
}

func ScanBytes(data []byte, atEOF bool) (int, []byte, error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	return 1, data[:1], nil
}

func ScanRunes(data []byte, atEOF bool) (int, []byte, error) {
	if len(data) == 0 || len(data) < utf8.UTFMax && !atEOF && data[0] >= utf8.RuneSelf {
		return 0, nil, nil
	}
	r, size := utf8.DecodeRune(data)
	return size, []byte(string(r)), nil
}

func ScanWords(data []byte, atEOF bool) (int, []byte, error) {
	start, text := -1, string(data)
	for i, r := range text {
		if !unicode.IsSpace(r) {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			return i + utf8.RuneLen(r), data[start:i], nil
		}
	}
	if atEOF && start >= 0 {
		return len(data), data[start:], nil
	}
	return max(start, 0), nil, nil
}
