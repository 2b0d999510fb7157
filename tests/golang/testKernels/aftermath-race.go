package lazyclose

import (
	"testing"
)

type buffer struct {
	data []byte
	refs int
}

type file struct {
	buf  *buffer
	name string
}

func (f *file) flush() {
	f.buf.data = append(f.buf.data, '\n')
	f.buf.refs--
}

func TestLazyClose(t *testing.T) {
	f := &file{buf: &buffer{refs: 2}, name: "wal"}
	go f.flush()
	go f.flush()
}
