package strings

import (
	"io"
	"iter"
	"unicode"
	"unicode/utf8"
)

func Index(s, substr string) int
func LastIndex(s, substr string) int
func Count(s, substr string) int
func Compare(a, b string) int
func EqualFold(s, t string) bool
func HasPrefix(s, prefix string) bool
func HasSuffix(s, suffix string) bool
func ToUpper(s string) string
func ToLower(s string) string
func Replace(s, old, new string, n int) string
func repeat(s string, count int) string

func Repeat(s string, count int) string {
	if count < 0 {
		panic("strings: negative Repeat count")
	}
	return repeat(s, count)
}

func Contains(s, substr string) bool       { return Index(s, substr) >= 0 }
func ContainsRune(s string, r rune) bool   { return IndexRune(s, r) >= 0 }
func ContainsAny(s, chars string) bool     { return IndexAny(s, chars) >= 0 }
func IndexRune(s string, r rune) int       { return IndexFunc(s, func(c rune) bool { return c == r }) }
func IndexByte(s string, c byte) int       { return Index(s, string([]byte{c})) }
func LastIndexByte(s string, c byte) int   { return LastIndex(s, string([]byte{c})) }
func IndexAny(s, chars string) int         { return IndexFunc(s, among(chars)) }
func LastIndexAny(s, chars string) int     { return LastIndexFunc(s, among(chars)) }
func ReplaceAll(s, old, new string) string { return Replace(s, old, new, -1) }
func Clone(s string) string                { return s }

func ContainsFunc(s string, f func(rune) bool) bool { return IndexFunc(s, f) >= 0 }

func among(chars string) func(rune) bool {
	return func(r rune) bool { return ContainsRune(chars, r) }
}

func IndexFunc(s string, f func(rune) bool) int {
	for i, r := range s {
		if f(r) {
			return i
		}
	}
	return -1
}

func LastIndexFunc(s string, f func(rune) bool) int {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
		if f(r) {
			return len(s)
		}
	}
	return -1
}

func TrimLeftFunc(s string, f func(rune) bool) string {
	i := IndexFunc(s, func(r rune) bool { return !f(r) })
	if i < 0 {
		return ""
	}
	return s[i:]
}

func TrimRightFunc(s string, f func(rune) bool) string {
	i := LastIndexFunc(s, func(r rune) bool { return !f(r) })
	if i < 0 {
		return ""
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[:i+size]
}

func TrimFunc(s string, f func(rune) bool) string { return TrimRightFunc(TrimLeftFunc(s, f), f) }
func Trim(s, cutset string) string                { return TrimFunc(s, among(cutset)) }
func TrimLeft(s, cutset string) string            { return TrimLeftFunc(s, among(cutset)) }
func TrimRight(s, cutset string) string           { return TrimRightFunc(s, among(cutset)) }
func TrimSpace(s string) string                   { return TrimFunc(s, unicode.IsSpace) }

func CutPrefix(s, prefix string) (after string, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

func CutSuffix(s, suffix string) (before string, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

func TrimPrefix(s, prefix string) string {
	s, _ = CutPrefix(s, prefix)
	return s
}

func TrimSuffix(s, suffix string) string {
	s, _ = CutSuffix(s, suffix)
	return s
}

func Cut(s, sep string) (before, after string, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// Pieces of s with `keep` bytes of each separator at their ends.
func split(s, sep string, n, keep int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for ; n != 1; n-- {
			i := Index(s, sep)
			if sep == "" {
				_, i = utf8.DecodeRuneInString(s)
				if i == len(s) {
					break
				}
			}
			if i < 0 {
				break
			}
			if !yield(s[:i+keep]) {
				return
			}
			s = s[i+len(sep):]
		}
		if sep != "" || s != "" {
			yield(s)
		}
	}
}

func list(seq iter.Seq[string]) []string {
	all := []string{}
	seq(func(s string) bool {
		all = append(all, s)
		return true
	})
	return all
}

func SplitN(s, sep string, n int) []string {
	if n == 0 {
		return nil
	}
	return list(split(s, sep, n, 0))
}

func SplitAfterN(s, sep string, n int) []string {
	if n == 0 {
		return nil
	}
	return list(split(s, sep, n, len(sep)))
}

func Split(s, sep string) []string            { return SplitN(s, sep, -1) }
func SplitAfter(s, sep string) []string       { return SplitAfterN(s, sep, -1) }
func SplitSeq(s, sep string) iter.Seq[string] { return split(s, sep, -1, 0) }

func Lines(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		split(s, "\n", -1, 1)(func(line string) bool { return line == "" || yield(line) })
	}
}

func FieldsFuncSeq(s string, f func(rune) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range s {
			if !f(r) {
				if start < 0 {
					start = i
				}
			} else if start >= 0 {
				if !yield(s[start:i]) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(s[start:])
		}
	}
}

func FieldsFunc(s string, f func(rune) bool) []string { return list(FieldsFuncSeq(s, f)) }
func FieldsSeq(s string) iter.Seq[string]             { return FieldsFuncSeq(s, unicode.IsSpace) }
func Fields(s string) []string                        { return FieldsFunc(s, unicode.IsSpace) }

func Join(elems []string, sep string) string {
	all := ""
	for i, s := range elems {
		if i > 0 {
			all += sep
		}
		all += s
	}
	return all
}

func Map(mapping func(rune) rune, s string) string {
	all := ""
	for _, r := range s {
		if r = mapping(r); r >= 0 {
			all += string(r)
		}
	}
	return all
}

func ToTitle(s string) string { return Map(unicode.ToUpper, s) }

type Builder struct {
	addr *Builder
	s    string
}

func (b *Builder) add(s string) {
	if b.addr == nil {
		b.addr = b
	} else if b.addr != b {
		panic("strings: illegal use of non-zero Builder copied by value")
	}
	b.s += s
}

func (b *Builder) Write(p []byte) (int, error) {
	b.add(string(p))
	return len(p), nil
}

func (b *Builder) WriteString(s string) (int, error) {
	b.add(s)
	return len(s), nil
}

func (b *Builder) WriteByte(c byte) error {
	b.add(string([]byte{c}))
	return nil
}

func (b *Builder) WriteRune(r rune) (int, error) { return b.WriteString(string(r)) }

func (b *Builder) String() string { return b.s }
func (b *Builder) Len() int       { return len(b.s) }
func (b *Builder) Cap() int       { return len(b.s) }
func (b *Builder) Reset()         { *b = Builder{} }

func (b *Builder) Grow(n int) {
	if n < 0 {
		panic("strings.Builder.Grow: negative count")
	}
}

type Reader struct{ s string }

func NewReader(s string) *Reader { return &Reader{s} }

func (r *Reader) Len() int { return len(r.s) }

func (r *Reader) Read(b []byte) (int, error) {
	if r.s == "" {
		return 0, io.EOF
	}
	n := copy(b, r.s)
	r.s = r.s[n:]
	return n, nil
}

func (r *Reader) ReadByte() (byte, error) {
	var b [1]byte
	_, err := r.Read(b[:])
	return b[0], err
}

func (r *Reader) ReadRune() (rune, int, error) {
	if r.s == "" {
		return 0, 0, io.EOF
	}
	c, size := utf8.DecodeRuneInString(r.s)
	r.s = r.s[size:]
	return c, size, nil
}

type Replacer struct{ pairs []string }

func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 != 0 {
		panic("strings.NewReplacer: odd argument count")
	}
	return &Replacer{append([]string{}, oldnew...)}
}

func (r *Replacer) Replace(s string) string {
	all, empty := "", false
	for {
		i := 0
		for i < len(r.pairs) && (!HasPrefix(s, r.pairs[i]) || empty && r.pairs[i] == "") {
			i += 2
		}
		if i < len(r.pairs) {
			empty = r.pairs[i] == ""
			all += r.pairs[i+1]
			s = s[len(r.pairs[i]):]
		} else if s == "" {
			return all
		} else {
			empty = false
			all += s[:1]
			s = s[1:]
		}
	}
}

func (r *Replacer) WriteString(w io.Writer, s string) (int, error) {
	return io.WriteString(w, r.Replace(s))
}
