package bytes

import (
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

const MinRead = 512

func Equal(a, b []byte) bool            { return string(a) == string(b) }
func Compare(a, b []byte) int           { return strings.Compare(string(a), string(b)) }
func Contains(b, sub []byte) bool       { return Index(b, sub) >= 0 }
func Count(s, sep []byte) int           { return strings.Count(string(s), string(sep)) }
func EqualFold(s, t []byte) bool        { return strings.EqualFold(string(s), string(t)) }
func HasPrefix(s, prefix []byte) bool   { return strings.HasPrefix(string(s), string(prefix)) }
func HasSuffix(s, suffix []byte) bool   { return strings.HasSuffix(string(s), string(suffix)) }
func Index(s, sep []byte) int           { return strings.Index(string(s), string(sep)) }
func IndexByte(s []byte, c byte) int    { return strings.IndexByte(string(s), c) }
func LastIndex(s, sep []byte) int       { return strings.LastIndex(string(s), string(sep)) }
func ToUpper(s []byte) []byte           { return []byte(strings.ToUpper(string(s))) }
func ToLower(s []byte) []byte           { return []byte(strings.ToLower(string(s))) }
func Repeat(b []byte, count int) []byte { return []byte(strings.Repeat(string(b), count)) }
func Clone(b []byte) []byte             { return append(b[:0:0], b...) }

func ReplaceAll(s, old, new []byte) []byte {
	return []byte(strings.ReplaceAll(string(s), string(old), string(new)))
}

// The part of s that is left when it is trimmed at the left to `left`, and then to `all`.
func part(s []byte, left, all string) []byte {
	i := len(s) - len(left)
	return s[i : i+len(all)]
}

func TrimSpace(s []byte) []byte {
	left := strings.TrimLeft(string(s), "\t\n\v\f\r \u0085\u00a0\u2000\u3000")
	return part(s, left, strings.TrimSpace(left))
}

func Trim(s []byte, cutset string) []byte {
	left := strings.TrimLeft(string(s), cutset)
	return part(s, left, strings.TrimRight(left, cutset))
}

func TrimPrefix(s, prefix []byte) []byte {
	if HasPrefix(s, prefix) {
		return s[len(prefix):]
	}
	return s
}

func TrimSuffix(s, suffix []byte) []byte {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)]
	}
	return s
}

func parts(s []byte, all []string, gap int) [][]byte {
	out := make([][]byte, len(all))
	for i, one := range all {
		out[i] = s[:len(one):len(one)]
		s = s[min(len(one)+gap, len(s)):]
	}
	return out
}

func Split(s, sep []byte) [][]byte {
	return parts(s, strings.Split(string(s), string(sep)), len(sep))
}

func Fields(s []byte) (out [][]byte) {
	for _, one := range strings.Fields(string(s)) {
		out = append(out, []byte(one))
	}
	return
}

func Join(s [][]byte, sep []byte) []byte {
	out := []byte{}
	for i, one := range s {
		if i > 0 {
			out = append(out, sep...)
		}
		out = append(out, one...)
	}
	return out
}

type Buffer struct {
	buf []byte
	off int
}

func NewBuffer(buf []byte) *Buffer       { return &Buffer{buf: buf} }
func NewBufferString(s string) *Buffer   { return &Buffer{buf: []byte(s)} }
func NewReader(b []byte) *strings.Reader { return strings.NewReader(string(b)) }

func (b *Buffer) Bytes() []byte { return b.buf[b.off:] }
func (b *Buffer) Len() int      { return len(b.buf) - b.off }
func (b *Buffer) Cap() int      { return cap(b.buf) }
func (b *Buffer) Reset()        { b.buf, b.off = b.buf[:0], 0 }
func (b *Buffer) Grow(n int) {
	if n < 0 {
		panic("bytes.Buffer.Grow: negative count")
	}
}

func (b *Buffer) String() string {
	if b == nil {
		return "<nil>"
	}
	return string(b.buf[b.off:])
}

func (b *Buffer) Truncate(n int) {
	if n < 0 || n > b.Len() {
		panic("bytes.Buffer: truncation out of range")
	}
	b.buf = b.buf[:b.off+n]
}

func (b *Buffer) Write(p []byte) (int, error) {
	b.buf = append(b.buf, p...)
	return len(p), nil
}

func (b *Buffer) WriteString(s string) (int, error) {
	b.buf = append(b.buf, s...)
	return len(s), nil
}

func (b *Buffer) WriteByte(c byte) error {
	b.buf = append(b.buf, c)
	return nil
}

func (b *Buffer) WriteRune(r rune) (int, error) { return b.WriteString(string(r)) }

func (b *Buffer) Next(n int) []byte {
	n = min(n, b.Len())
	b.off += n
	return b.buf[b.off-n : b.off]
}

func (b *Buffer) Read(p []byte) (int, error) {
	if b.Len() == 0 {
		b.Reset()
		if len(p) > 0 {
			return 0, io.EOF
		}
	}
	return copy(p, b.Next(len(p))), nil
}

func (b *Buffer) ReadByte() (byte, error) {
	var c [1]byte
	_, err := b.Read(c[:])
	return c[0], err
}

func (b *Buffer) ReadRune() (rune, int, error) {
	if b.Len() == 0 {
		return 0, 0, io.EOF
	}
	r, size := utf8.DecodeRune(b.Bytes())
	b.off += size
	return r, size, nil
}

func (b *Buffer) ReadString(delim byte) (string, error) {
	if i := IndexByte(b.Bytes(), delim); i >= 0 {
		return string(b.Next(i + 1)), nil
	}
	return string(b.Next(b.Len())), io.EOF
}

func (b *Buffer) ReadBytes(delim byte) ([]byte, error) {
	s, err := b.ReadString(delim)
	return []byte(s), err
}

func (b *Buffer) WriteTo(w io.Writer) (int64, error) {
	n, err := w.Write(b.Next(b.Len()))
	return int64(n), err
}

func (b *Buffer) ReadFrom(r io.Reader) (int64, error) {
	all, err := io.ReadAll(r)
	b.Write(all)
	return int64(len(all)), err
}

var ErrTooLarge = errors.New("bytes.Buffer: too large")
