package main

import (
	"cmp"
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
)

type person struct {
	Name string
	Age  int
}
type byAge []person

func (a byAge) Len() int           { return len(a) }
func (a byAge) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a byAge) Less(i, j int) bool { return a[i].Age < a[j].Age }

type item struct {
	value    string
	priority int
	index    int
}
type queue []*item

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].priority > q[j].priority }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i]; q[i].index, q[j].index = i, j }
func (q *queue) Push(x any)        { it := x.(*item); it.index = len(*q); *q = append(*q, it) }
func (q *queue) Pop() any {
	old := *q
	it := old[len(old)-1]
	*q = old[:len(old)-1]
	return it
}

func main() {
	people := []person{{"Bob", 31}, {"John", 42}, {"Al", 17}, {"Jen", 26}, {"Zoe", 31}}
	sort.Sort(byAge(people))
	fmt.Println(people)
	sort.Slice(people, func(i, j int) bool { return people[i].Name < people[j].Name })
	fmt.Println(people)
	sort.SliceStable(people, func(i, j int) bool { return people[i].Age > people[j].Age })
	fmt.Println(people)
	ints := []int{}
	for i := range 40 {
		ints = append(ints, i*37%41)
	}
	more := slices.Clone(ints)
	sort.Sort(sort.Reverse(sort.IntSlice(ints)))
	fmt.Println(ints)
	slices.Sort(more)
	fmt.Println(more, sort.IntsAreSorted(more), sort.SearchInts(more, 17))
	words := strings.Fields("the quick brown fox jumps over the lazy dog")
	sort.Strings(words)
	fmt.Println(words, sort.SearchStrings(words, "fox"), sort.Search(100, func(i int) bool { return i*i >= 50 }))
	sort.Float64s([]float64{2, 1})

	fmt.Println(slices.Contains(words, "fox"), slices.Index(words, "lazy"), slices.Max(ints), slices.Min(ints))
	words = slices.Compact(words)
	slices.Reverse(words)
	fmt.Println(words, len(words))
	slices.SortFunc(people, func(a, b person) int {
		return cmp.Or(cmp.Compare(a.Age, b.Age), strings.Compare(a.Name, b.Name))
	})
	fmt.Println(people)
	i, ok := slices.BinarySearch(more, 20)
	fmt.Println(i, ok, slices.Equal(more, ints), slices.Insert([]int{1, 4}, 1, 2, 3), slices.Delete([]int{0, 1, 2, 3}, 1, 3), slices.Replace([]int{1, 2, 3}, 0, 2, 9))
	fmt.Println(slices.IndexFunc(more, func(n int) bool { return n > 5 }), slices.DeleteFunc([]int{1, 2, 3, 4}, func(n int) bool { return n%2 == 0 }), slices.Concat([]int{1}, []int{2, 3}), slices.Repeat([]int{1, 2}, 2))
	m := map[string]int{"b": 2, "a": 1, "c": 3}
	fmt.Println(slices.Sorted(maps.Keys(m)), slices.Sorted(maps.Values(m)), maps.Clone(m), maps.Equal(m, map[string]int{"a": 1}))
	maps.DeleteFunc(m, func(k string, v int) bool { return v > 2 })
	maps.Copy(m, map[string]int{"z": 26})
	fmt.Println(m, len(m), slices.Collect(slices.Values([]int{1, 2})))
	for i, v := range slices.Backward([]string{"x", "y"}) {
		fmt.Print(i, v, " ")
	}
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c)
	}
	fmt.Println(cmp.Compare(1, 2), cmp.Less("b", "a"), min(3, 1, 2), max(2.5, 1))

	q := &queue{}
	heap.Init(q)
	for i, w := range []string{"low", "high", "mid", "top"} {
		heap.Push(q, &item{value: w, priority: []int{1, 7, 4, 9}[i]})
	}
	(*q)[len(*q)-1].priority = 8
	heap.Fix(q, len(*q)-1)
	for q.Len() > 0 {
		it := heap.Pop(q).(*item)
		fmt.Print(it.value, ":", it.priority, " ")
	}
	fmt.Println()

	l := list.New()
	e4 := l.PushBack(4)
	e1 := l.PushFront(1)
	l.InsertBefore(3, e4)
	l.InsertAfter(2, e1)
	l.MoveToFront(e4)
	l.MoveToBack(e1)
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ")
	}
	l.Remove(e4)
	fmt.Println(l.Len(), l.Front().Value, l.Back().Value)
	var zero list.List
	zero.PushBack("z")
	zero.PushBackList(l)
	fmt.Println(zero.Len())
	r := ring.New(5)
	for i := range r.Len() {
		r.Value = i
		r = r.Next()
	}
	r = r.Move(2)
	r.Unlink(1)
	r.Do(func(v any) { fmt.Print(v, ",") })
	fmt.Println(r.Len())
}
