package rand

import v2 "math/rand/v2"

type Source interface {
	Int63() int64
	Seed(seed int64)
}

type source struct{ v2.PCG }

func (s *source) Int63() int64    { return int64(s.Uint64() >> 1) }
func (s *source) Seed(seed int64) { s.PCG.Seed(uint64(seed), 1) }

func NewSource(seed int64) Source {
	s := &source{}
	s.Seed(seed)
	return s
}

// What a Source has too few bits for is drawn twice.
type wide struct{ Source }

func (w wide) Uint64() uint64 { return uint64(w.Int63())>>31 | uint64(w.Int63())<<32 }

type Rand struct {
	*v2.Rand
	src Source
}

func New(src Source) *Rand { return &Rand{v2.New(wide{src}), src} }

func check(n int64, name string) {
	if n <= 0 {
		panic("invalid argument to " + name)
	}
}

func (r *Rand) Seed(seed int64) { r.src.Seed(seed) }
func (r *Rand) Int63() int64    { return r.Int64() }
func (r *Rand) Int31() int32    { return r.Int32() }

func (r *Rand) Intn(n int) int {
	check(int64(n), "Intn")
	return r.IntN(n)
}

func (r *Rand) Int63n(n int64) int64 {
	check(n, "Int63n")
	return r.Int64N(n)
}

func (r *Rand) Int31n(n int32) int32 {
	check(int64(n), "Int31n")
	return r.Int32N(n)
}

func Seed(seed int64) {}

func Uint64() uint64                     { return v2.Uint64() }
func Uint32() uint32                     { return v2.Uint32() }
func Int63() int64                       { return v2.Int64() }
func Int31() int32                       { return v2.Int32() }
func Int() int                           { return v2.Int() }
func Float64() float64                   { return v2.Float64() }
func Float32() float32                   { return v2.Float32() }
func NormFloat64() float64               { return v2.NormFloat64() }
func ExpFloat64() float64                { return v2.ExpFloat64() }
func Perm(n int) []int                   { return v2.Perm(n) }
func Shuffle(n int, swap func(i, j int)) { v2.Shuffle(n, swap) }

func Intn(n int) int {
	check(int64(n), "Intn")
	return v2.IntN(n)
}

func Int63n(n int64) int64 {
	check(n, "Int63n")
	return v2.Int64N(n)
}

func Int31n(n int32) int32 {
	check(int64(n), "Int31n")
	return v2.Int32N(n)
}
