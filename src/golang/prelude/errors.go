package errors

type errorString struct{ s string }

func (e *errorString) Error() string { return e.s }

func New(text string) error { return &errorString{text} }

var ErrUnsupported = New("unsupported operation")

func comparable(v any) bool

// Lays err where target points: 0 it does not fit, 1 done, 2... what is wrong with target.
func fit(err error, target any) int

func walk(err error, found func(error) bool) bool {
	for err != nil && !found(err) {
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			err = x.Unwrap()
		case interface{ Unwrap() []error }:
			for _, e := range x.Unwrap() {
				if walk(e, found) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return err != nil
}

func Unwrap(err error) error {
	if x, ok := err.(interface{ Unwrap() error }); ok {
		return x.Unwrap()
	}
	return nil
}

func Is(err, target error) bool {
	if err == nil || target == nil {
		return err == target
	}
	can := comparable(target)
	return walk(err, func(e error) bool {
		if can && e == target {
			return true
		}
		x, ok := e.(interface{ Is(error) bool })
		return ok && x.Is(target)
	})
}

func As(err error, target any) bool {
	return err != nil && walk(err, func(e error) bool {
		switch fit(e, target) {
		case 1:
			return true
		case 2:
			panic("errors: target cannot be nil")
		case 3:
			panic("errors: target must be a non-nil pointer")
		case 4:
			panic("errors: *target must be interface or implement error")
		}
		x, ok := e.(interface{ As(any) bool })
		return ok && x.As(target)
	})
}

type joinError struct{ errs []error }

func (e *joinError) Error() string {
	s := ""
	for i, err := range e.errs {
		if i > 0 {
			s += "\n"
		}
		s += err.Error()
	}
	return s
}

func (e *joinError) Unwrap() []error { return e.errs }

func Join(errs ...error) error {
	var all []error
	for _, err := range errs {
		if err != nil {
			all = append(all, err)
		}
	}
	if all == nil {
		return nil
	}
	return &joinError{all}
}
