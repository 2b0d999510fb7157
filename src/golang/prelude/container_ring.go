package ring

type Ring struct {
	next, prev *Ring
	Value      any
}

func New(n int) *Ring {
	if n <= 0 {
		return nil
	}
	r := new(Ring)
	for r.Next(); n > 1; n-- {
		r.Link(new(Ring))
	}
	return r
}

func (r *Ring) Next() *Ring {
	if r.next == nil {
		r.next, r.prev = r, r
	}
	return r.next
}

func (r *Ring) Prev() *Ring {
	r.Next()
	return r.prev
}

func (r *Ring) Move(n int) *Ring {
	r.Next()
	for ; n < 0; n++ {
		r = r.prev
	}
	for ; n > 0; n-- {
		r = r.next
	}
	return r
}

func (r *Ring) Link(s *Ring) *Ring {
	n := r.Next()
	if s != nil {
		p := s.Prev()
		r.next, s.prev = s, r
		n.prev, p.next = p, n
	}
	return n
}

func (r *Ring) Unlink(n int) *Ring {
	if n <= 0 {
		return nil
	}
	return r.Link(r.Move(n + 1))
}

func (r *Ring) Do(f func(any)) {
	if r == nil {
		return
	}
	f(r.Value)
	for p := r.Next(); p != r; p = p.next {
		f(p.Value)
	}
}

func (r *Ring) Len() (n int) {
	r.Do(func(any) { n++ })
	return
}
