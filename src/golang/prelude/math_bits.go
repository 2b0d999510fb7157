package bits

const UintSize = 64

func Len64(x uint64) (n int) {
	for ; x != 0; x >>= 1 {
		n++
	}
	return
}

func OnesCount64(x uint64) (n int) {
	for ; x != 0; x &= x - 1 {
		n++
	}
	return
}

func reverse(x uint64, size int) (r uint64) {
	for range size {
		r = r<<1 | x&1
		x >>= 1
	}
	return
}

func zeros(x uint64, size int) int {
	if x == 0 {
		return size
	}
	return Len64(x&-x) - 1
}

func Len(x uint) int                      { return Len64(uint64(x)) }
func Len8(x uint8) int                    { return Len64(uint64(x)) }
func Len16(x uint16) int                  { return Len64(uint64(x)) }
func Len32(x uint32) int                  { return Len64(uint64(x)) }
func OnesCount(x uint) int                { return OnesCount64(uint64(x)) }
func OnesCount8(x uint8) int              { return OnesCount64(uint64(x)) }
func OnesCount16(x uint16) int            { return OnesCount64(uint64(x)) }
func OnesCount32(x uint32) int            { return OnesCount64(uint64(x)) }
func LeadingZeros(x uint) int             { return 64 - Len(x) }
func LeadingZeros8(x uint8) int           { return 8 - Len8(x) }
func LeadingZeros16(x uint16) int         { return 16 - Len16(x) }
func LeadingZeros32(x uint32) int         { return 32 - Len32(x) }
func LeadingZeros64(x uint64) int         { return 64 - Len64(x) }
func TrailingZeros(x uint) int            { return zeros(uint64(x), 64) }
func TrailingZeros8(x uint8) int          { return zeros(uint64(x), 8) }
func TrailingZeros16(x uint16) int        { return zeros(uint64(x), 16) }
func TrailingZeros32(x uint32) int        { return zeros(uint64(x), 32) }
func TrailingZeros64(x uint64) int        { return zeros(x, 64) }
func Reverse(x uint) uint                 { return uint(reverse(uint64(x), 64)) }
func Reverse8(x uint8) uint8              { return uint8(reverse(uint64(x), 8)) }
func Reverse16(x uint16) uint16           { return uint16(reverse(uint64(x), 16)) }
func Reverse32(x uint32) uint32           { return uint32(reverse(uint64(x), 32)) }
func Reverse64(x uint64) uint64           { return reverse(x, 64) }
func RotateLeft(x uint, k int) uint       { return x<<(k&63) | x>>(-k&63) }
func RotateLeft8(x uint8, k int) uint8    { return x<<(k&7) | x>>(-k&7) }
func RotateLeft16(x uint16, k int) uint16 { return x<<(k&15) | x>>(-k&15) }
func RotateLeft32(x uint32, k int) uint32 { return x<<(k&31) | x>>(-k&31) }
func RotateLeft64(x uint64, k int) uint64 { return x<<(k&63) | x>>(-k&63) }
