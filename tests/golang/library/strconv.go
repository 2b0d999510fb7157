package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/bits"
	"strconv"
	"strings"
)

func main() {
	for _, s := range []string{"42", "-7", "+5", "", "1_000", "0x1f", "99999999999999999999", "12a", "-9223372036854775808"} {
		n, err := strconv.Atoi(s)
		fmt.Println(n, err)
		m, err := strconv.ParseInt(s, 0, 64)
		fmt.Println(m, err)
	}
	fmt.Println(strconv.ParseInt("ff", 16, 64))
	fmt.Println(strconv.ParseInt("-129", 10, 8))
	fmt.Println(strconv.ParseInt("1", 99, 8))
	fmt.Println(strconv.ParseUint("18446744073709551615", 10, 64))
	fmt.Println(strconv.ParseUint("-1", 10, 64))
	for _, s := range []string{"3.14", "1e10", ".5", "inf", "-Inf", "nan", "1e400", "x", "0x1p-2", "1e"} {
		f, err := strconv.ParseFloat(s, 64)
		fmt.Println(f, err)
	}
	fmt.Println(strconv.ParseBool("true"))
	fmt.Println(strconv.ParseBool("maybe"))
	fmt.Println(strconv.Itoa(-45), strconv.FormatInt(-255, 16), strconv.FormatInt(math.MinInt64, 2), strconv.FormatUint(math.MaxUint64, 36))
	fmt.Println(strconv.FormatFloat(3.0, 'f', -1, 64), strconv.FormatFloat(1234.5678, 'e', 3, 64), strconv.FormatFloat(0.1, 'g', -1, 32), strconv.FormatFloat(2.5, 'f', 0, 64))
	fmt.Println(strconv.Quote("hi\n\"x\"\x00é\u2028"), strconv.QuoteToASCII("é日😀"), strconv.QuoteRune('\n'))
	fmt.Println(strconv.Unquote(`"a\tb\u00e9"`))
	fmt.Println(strconv.Unquote("`raw\\n`"))
	fmt.Println(strconv.Unquote(`"bad`))
	fmt.Println(string(strconv.AppendInt([]byte("n="), 42, 10)), strconv.FormatBool(false))

	fmt.Println(math.Sqrt(2), math.Pow(2, 10), math.Pow(2, 0.5), math.Floor(-1.5), math.Ceil(1.2), math.Round(2.5), math.Round(-2.5), math.Trunc(-1.7), math.Abs(-3))
	fmt.Println(math.MaxInt64, math.MinInt64, uint64(math.MaxUint64), math.MaxInt32, math.Pi, math.E)
	fmt.Println(math.Inf(1), math.Inf(-1), math.NaN(), math.IsNaN(math.NaN()), math.IsInf(math.Inf(-1), 0), math.Mod(7, -3), math.Hypot(3, 4))
	fmt.Println(math.Log(10), math.Log2(8), math.Log10(1000), math.Log(math.E), math.Exp(1), math.Max(3, math.NaN()), math.Min(-0.0, 0), math.Cbrt(27))
	fmt.Println(math.MaxFloat64, math.SmallestNonzeroFloat64, math.MaxFloat32)
	fmt.Println(math.Float64bits(1.5), math.Float32bits(1.5), math.Float64frombits(0x4000000000000000), math.Signbit(-1), math.Copysign(3, -1))
	fmt.Printf("%.4f %.4f %.4f %.4f\n", math.Sin(1), math.Cos(1), math.Atan2(1, 2), math.Tanh(0.5))
	w, f := math.Modf(-3.25)
	fmt.Println(w, f)
	fmt.Println(bits.Len(8), bits.OnesCount(255), bits.LeadingZeros64(1), bits.TrailingZeros(8), bits.TrailingZeros32(0), bits.Reverse8(1), bits.RotateLeft8(0x81, 1), bits.RotateLeft64(1, -1), bits.UintSize)
	var i8 int8 = 127
	i8++
	var u uint = 0
	u--
	fmt.Println(i8, u, uint8(300&0xff), int32(math.MaxInt32), 7/2, -7/2, -7%3, 1<<62)
	h := fnv.New32a()
	h.Write([]byte("hello"))
	k := fnv.New64()
	k.Write([]byte("hello"))
	fmt.Println(h.Sum32(), k.Sum64(), h.Sum(nil), strings.ToLower("İÀ"))
}
