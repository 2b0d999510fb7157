package rand

// The numbers are not those of real Go: without a source they come from the machine's seed.

type Source interface{ Uint64() uint64 }

// The next state and its number.
func step(state uint64) (uint64, uint64)

func chance() uint64

type PCG struct{ state uint64 }

func NewPCG(seed1, seed2 uint64) *PCG {
	p := &PCG{}
	p.Seed(seed1, seed2)
	return p
}

func (p *PCG) Seed(seed1, seed2 uint64) {
	_, p.state = step(seed2)
	p.state ^= seed1
}

func (p *PCG) Uint64() (u uint64) {
	p.state, u = step(p.state)
	return
}

type machine struct{}

func (machine) Uint64() uint64 { return chance() }

type Rand struct{ src Source }

var top = New(machine{})

func New(src Source) *Rand { return &Rand{src} }

func (r *Rand) below(n uint64, name string) uint64 {
	if int64(n) <= 0 {
		panic("invalid argument to " + name)
	}
	for {
		// What is above the last whole multiple of n is drawn again.
		u := r.Int64()
		if rest := u % int64(n); u-rest <= 1<<63-1-int64(n)+1 {
			return uint64(rest)
		}
	}
}

func (r *Rand) Uint64() uint64          { return r.src.Uint64() }
func (r *Rand) Uint32() uint32          { return uint32(r.Uint64() >> 32) }
func (r *Rand) Int64() int64            { return int64(r.Uint64() >> 1) }
func (r *Rand) Int32() int32            { return int32(r.Uint64() >> 33) }
func (r *Rand) Int() int                { return int(r.Int64()) }
func (r *Rand) IntN(n int) int          { return int(r.below(uint64(n), "IntN")) }
func (r *Rand) Int64N(n int64) int64    { return int64(r.below(uint64(n), "Int64N")) }
func (r *Rand) Int32N(n int32) int32    { return int32(r.below(uint64(n), "Int32N")) }
func (r *Rand) Uint32N(n uint32) uint32 { return uint32(r.below(uint64(n), "Uint32N")) }
func (r *Rand) Float64() float64        { return float64(r.Uint64()>>11) / (1 << 53) }
func (r *Rand) Float32() float32        { return float32(r.Uint32()>>8) / (1 << 24) }

func normal(s float64) float64
func exponential(u float64) float64

func (r *Rand) NormFloat64() float64 {
	for {
		x, y := 2*r.Float64()-1, 2*r.Float64()-1
		if s := x*x + y*y; s > 0 && s < 1 {
			return x * normal(s)
		}
	}
}

func (r *Rand) ExpFloat64() float64 { return exponential(r.Float64()) }

func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	for i := n - 1; i > 0; i-- {
		swap(i, r.IntN(i+1))
	}
}

func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	r.Shuffle(n, func(i, j int) { p[i], p[j] = p[j], p[i] })
	return p
}

func Uint64() uint64                     { return top.Uint64() }
func Uint32() uint32                     { return top.Uint32() }
func Int64() int64                       { return top.Int64() }
func Int32() int32                       { return top.Int32() }
func Int() int                           { return top.Int() }
func IntN(n int) int                     { return top.IntN(n) }
func Int64N(n int64) int64               { return top.Int64N(n) }
func Int32N(n int32) int32               { return top.Int32N(n) }
func Uint32N(n uint32) uint32            { return top.Uint32N(n) }
func Float64() float64                   { return top.Float64() }
func Float32() float32                   { return top.Float32() }
func NormFloat64() float64               { return top.NormFloat64() }
func ExpFloat64() float64                { return top.ExpFloat64() }
func Perm(n int) []int                   { return top.Perm(n) }
func Shuffle(n int, swap func(i, j int)) { top.Shuffle(n, swap) }

func N[Int interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}](n Int) Int {
	if n <= 0 {
		panic("invalid argument to N")
	}
	return Int(top.below(uint64(n), "N"))
}
