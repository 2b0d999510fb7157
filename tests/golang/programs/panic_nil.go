package main

type tree struct {
	left, right *tree
	value       int
}

func (t *tree) insert(v int) {
	if v < t.value {
		t.left.insert(v)
	} else {
		t.right.insert(v)
	}
}

func main() {
	root := &tree{value: 5}
	root.left = &tree{value: 2}
	go func() {}()
	step := func() {
		root.insert(1)
	}
	step()
}
