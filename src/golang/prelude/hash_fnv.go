package fnv

import "hash"

type sum struct {
	value, start, prime uint64
	size                int
	// Whether a byte comes in before the product is made.
	first bool
}

func (s *sum) Write(data []byte) (int, error) {
	for _, c := range data {
		if s.first {
			s.value ^= uint64(c)
		}
		s.value *= s.prime
		if !s.first {
			s.value ^= uint64(c)
		}
		if s.size == 4 {
			s.value &= 1<<32 - 1
		}
	}
	return len(data), nil
}

func (s *sum) Sum(b []byte) []byte {
	for i := s.size - 1; i >= 0; i-- {
		b = append(b, byte(s.value>>(8*i)))
	}
	return b
}

func (s *sum) Reset()         { s.value = s.start }
func (s *sum) Size() int      { return s.size }
func (s *sum) BlockSize() int { return 1 }
func (s *sum) Sum32() uint32  { return uint32(s.value) }
func (s *sum) Sum64() uint64  { return s.value }

func new32(first bool) *sum { return &sum{2166136261, 2166136261, 16777619, 4, first} }

func new64(first bool) *sum {
	return &sum{14695981039346656037, 14695981039346656037, 1099511628211, 8, first}
}

func New32() hash.Hash32  { return new32(false) }
func New32a() hash.Hash32 { return new32(true) }
func New64() hash.Hash64  { return new64(false) }
func New64a() hash.Hash64 { return new64(true) }
