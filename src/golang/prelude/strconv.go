package strconv

import "errors"

const IntSize = 64

var (
	ErrRange  = errors.New("value out of range")
	ErrSyntax = errors.New("invalid syntax")
)

type NumError struct {
	Func, Num string
	Err       error
}

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

func (e *NumError) Unwrap() error { return e.Err }

// how: 0 done, 1 wrong syntax, 2 out of range.
func parseInt(s string, base, bits int, signed bool) (i int64, u uint64, how int)
func parseFloat(s string, bits int) (f float64, how int)
func unquote(s string) (text string, ok bool)
func formatUint(u uint64, base int) string
func FormatFloat(f float64, fmt byte, prec, bitSize int) string
func Itoa(i int) string
func Quote(s string) string
func QuoteToASCII(s string) string
func QuoteRune(r rune) string

func failed(name, s string, how int) error {
	switch how {
	case 1:
		return &NumError{name, s, ErrSyntax}
	case 2:
		return &NumError{name, s, ErrRange}
	}
	return nil
}

func check(name, s string, base, bits int) error {
	if base < 0 || base == 1 || base > 36 {
		return &NumError{name, s, errors.New("invalid base " + Itoa(base))}
	}
	if bits < 0 || bits > 64 {
		return &NumError{name, s, errors.New("invalid bit size " + Itoa(bits))}
	}
	return nil
}

func Atoi(s string) (int, error) {
	i, _, how := parseInt(s, 10, 64, true)
	return int(i), failed("Atoi", s, how)
}

func ParseInt(s string, base, bitSize int) (int64, error) {
	if err := check("ParseInt", s, base, bitSize); err != nil {
		return 0, err
	}
	i, _, how := parseInt(s, base, bitSize, true)
	return i, failed("ParseInt", s, how)
}

func ParseUint(s string, base, bitSize int) (uint64, error) {
	if err := check("ParseUint", s, base, bitSize); err != nil {
		return 0, err
	}
	_, u, how := parseInt(s, base, bitSize, false)
	return u, failed("ParseUint", s, how)
}

func ParseFloat(s string, bitSize int) (float64, error) {
	f, how := parseFloat(s, bitSize)
	return f, failed("ParseFloat", s, how)
}

func ParseBool(s string) (bool, error) {
	switch s {
	case "1", "t", "T", "true", "TRUE", "True":
		return true, nil
	case "0", "f", "F", "false", "FALSE", "False":
		return false, nil
	}
	return false, failed("ParseBool", s, 1)
}

func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

func FormatUint(u uint64, base int) string {
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	return formatUint(u, base)
}

func FormatInt(i int64, base int) string {
	if i < 0 {
		return "-" + FormatUint(-uint64(i), base)
	}
	return FormatUint(uint64(i), base)
}

func Unquote(s string) (string, error) {
	if t, ok := unquote(s); ok {
		return t, nil
	}
	return "", ErrSyntax
}

func AppendInt(b []byte, i int64, base int) []byte   { return append(b, FormatInt(i, base)...) }
func AppendUint(b []byte, u uint64, base int) []byte { return append(b, FormatUint(u, base)...) }
func AppendBool(b []byte, v bool) []byte             { return append(b, FormatBool(v)...) }
func AppendQuote(b []byte, s string) []byte          { return append(b, Quote(s)...) }
func AppendFloat(b []byte, f float64, fmt byte, prec, bitSize int) []byte {
	return append(b, FormatFloat(f, fmt, prec, bitSize)...)
}
