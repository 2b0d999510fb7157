package math

const (
	E       = 2.718281828459045235360287471352662497
	Pi      = 3.141592653589793238462643383279502884
	Phi     = 1.618033988749894848204586834365638117
	Sqrt2   = 1.414213562373095048801688724209698078
	SqrtE   = 1.648721270700128146848650787814163571
	SqrtPi  = 1.772453850905516027298167483341145182
	SqrtPhi = 1.272019649514068964252422461737491491
	Ln2     = 0.693147180559945309417232121458176568
	Log2E   = 1 / Ln2
	Ln10    = 2.302585092994045684017991454684364207
	Log10E  = 1 / Ln10

	MaxFloat32             = 0x1p127 * (1 + (1 - 0x1p-23))
	SmallestNonzeroFloat32 = 0x1p-126 * 0x1p-23
	MaxFloat64             = 0x1p1023 * (1 + (1 - 0x1p-52))
	SmallestNonzeroFloat64 = 0x1p-1022 * 0x1p-52

	MaxInt    = MaxInt64
	MinInt    = MinInt64
	MaxInt8   = 1<<7 - 1
	MinInt8   = -1 << 7
	MaxInt16  = 1<<15 - 1
	MinInt16  = -1 << 15
	MaxInt32  = 1<<31 - 1
	MinInt32  = -1 << 31
	MaxInt64  = 1<<63 - 1
	MinInt64  = -1 << 63
	MaxUint   = MaxUint64
	MaxUint8  = 1<<8 - 1
	MaxUint16 = 1<<16 - 1
	MaxUint32 = 1<<32 - 1
	MaxUint64 = 1<<64 - 1
)

func Abs(x float64) float64
func Sqrt(x float64) float64
func Cbrt(x float64) float64
func Floor(x float64) float64
func Ceil(x float64) float64
func Trunc(x float64) float64
func Round(x float64) float64
func RoundToEven(x float64) float64
func Exp(x float64) float64
func Log(x float64) float64
func Log2(x float64) float64
func Log10(x float64) float64
func Log1p(x float64) float64
func Pow(x, y float64) float64
func Mod(x, y float64) float64
func Hypot(p, q float64) float64
func Sin(x float64) float64
func Cos(x float64) float64
func Tan(x float64) float64
func Asin(x float64) float64
func Acos(x float64) float64
func Atan(x float64) float64
func Atan2(y, x float64) float64
func Sinh(x float64) float64
func Cosh(x float64) float64
func Tanh(x float64) float64
func Max(x, y float64) float64
func Min(x, y float64) float64
func Float64bits(f float64) uint64
func Float64frombits(b uint64) float64
func Float32bits(f float32) uint32
func Float32frombits(b uint32) float32

func Exp2(x float64) float64          { return Pow(2, x) }
func NaN() float64                    { return Inf(1) - Inf(1) }
func IsNaN(f float64) bool            { return f != f }
func Signbit(x float64) bool          { return Float64bits(x)>>63 != 0 }
func Dim(x, y float64) float64        { return Max(x-y, 0) }
func Pow10(n int) float64             { return Pow(10, float64(n)) }
func Sincos(x float64) (s, c float64) { return Sin(x), Cos(x) }

func Inf(sign int) float64 {
	x := MaxFloat64
	if sign < 0 {
		x = -x
	}
	return x * 2
}

func IsInf(f float64, sign int) bool {
	return sign >= 0 && f > MaxFloat64 || sign <= 0 && f < -MaxFloat64
}

func Copysign(f, sign float64) float64 {
	if Signbit(f) != Signbit(sign) {
		return -f
	}
	return f
}

func Modf(f float64) (whole, part float64) {
	whole = Trunc(f)
	if IsInf(f, 0) {
		return f, NaN()
	}
	return whole, Copysign(f-whole, f)
}
