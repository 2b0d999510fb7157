package utf8

const (
	RuneError = '\uFFFD'
	RuneSelf  = 0x80
	MaxRune   = '\U0010FFFF'
	UTFMax    = 4
)

func DecodeRuneInString(s string) (rune, int)
func DecodeLastRuneInString(s string) (rune, int)
func ValidString(s string) bool

func DecodeRune(p []byte) (rune, int) { return DecodeRuneInString(string(p[:min(len(p), UTFMax)])) }
func DecodeLastRune(p []byte) (rune, int) {
	return DecodeLastRuneInString(string(p[max(0, len(p)-UTFMax):]))
}
func Valid(p []byte) bool    { return ValidString(string(p)) }
func RuneCount(p []byte) int { return RuneCountInString(string(p)) }
func RuneStart(b byte) bool  { return b&0xC0 != 0x80 }
func ValidRune(r rune) bool  { return r >= 0 && r < 0xD800 || r > 0xDFFF && r <= MaxRune }

func AppendRune(p []byte, r rune) []byte { return append(p, string(r)...) }
func EncodeRune(p []byte, r rune) int    { return copy(p[:RuneLen(r)], string(r)) }

func RuneCountInString(s string) (n int) {
	for range s {
		n++
	}
	return
}

func RuneLen(r rune) int {
	if !ValidRune(r) {
		return -1
	}
	return len(string(r))
}
