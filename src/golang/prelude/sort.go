package sort

import "slices"

type Interface interface {
	Len() int
	Less(i, j int) bool
	Swap(i, j int)
}

func length(slice any) int
func swap(slice any, i, j int)

// Finds the order first, then swaps every element into its place once. Always stable.
func order(n int, less func(i, j int) bool, swap func(i, j int)) {
	from := make([]int, n)
	for i := range from {
		from[i] = i
	}
	slices.SortStableFunc(from, func(a, b int) int {
		if less(a, b) {
			return -1
		}
		return 0
	})
	for i := range from {
		k := i
		for from[k] != i {
			j := from[k]
			swap(k, j)
			from[k], k = k, j
		}
		from[k] = k
	}
}

func Stable(data Interface) { order(data.Len(), data.Less, data.Swap) }
func Sort(data Interface)   { Stable(data) }

func SliceStable(x any, less func(i, j int) bool) {
	order(length(x), less, func(i, j int) { swap(x, i, j) })
}

func Slice(x any, less func(i, j int) bool) { SliceStable(x, less) }

func sorted(n int, less func(i, j int) bool) bool {
	for i := n - 1; i > 0; i-- {
		if less(i, i-1) {
			return false
		}
	}
	return true
}

func IsSorted(data Interface) bool                       { return sorted(data.Len(), data.Less) }
func SliceIsSorted(x any, less func(i, j int) bool) bool { return sorted(length(x), less) }

type reverse struct{ Interface }

func (r reverse) Less(i, j int) bool { return r.Interface.Less(j, i) }

func Reverse(data Interface) Interface { return &reverse{data} }

type IntSlice []int

func (x IntSlice) Len() int           { return len(x) }
func (x IntSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x IntSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }
func (x IntSlice) Sort()              { Sort(x) }

type Float64Slice []float64

func (x Float64Slice) Len() int           { return len(x) }
func (x Float64Slice) Less(i, j int) bool { return x[i] < x[j] || x[i] != x[i] && x[j] == x[j] }
func (x Float64Slice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }
func (x Float64Slice) Sort()              { Sort(x) }

type StringSlice []string

func (x StringSlice) Len() int           { return len(x) }
func (x StringSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x StringSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }
func (x StringSlice) Sort()              { Sort(x) }

func Ints(x []int)                       { slices.Sort(x) }
func Float64s(x []float64)               { slices.Sort(x) }
func Strings(x []string)                 { slices.Sort(x) }
func IntsAreSorted(x []int) bool         { return slices.IsSorted(x) }
func Float64sAreSorted(x []float64) bool { return slices.IsSorted(x) }
func StringsAreSorted(x []string) bool   { return slices.IsSorted(x) }

func Search(n int, f func(int) bool) int {
	i := 0
	for i < n {
		if h := (i + n) / 2; f(h) {
			n = h
		} else {
			i = h + 1
		}
	}
	return i
}

func SearchInts(a []int, x int) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}

func SearchFloat64s(a []float64, x float64) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}

func SearchStrings(a []string, x string) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}
