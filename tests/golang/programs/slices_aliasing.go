package main

import "fmt"

type point struct{ x, y int }

func grow(s []int) []int { return append(s, len(s)) }

func main() {
	base := []int{0, 1, 2, 3, 4, 5}
	left, right := base[:3], base[3:]
	left = append(left, 99)
	fmt.Println(base, left, right)
	copy(base[2:], base)
	fmt.Println(base)
	copy(base, base[1:])
	fmt.Println(base)
	points := []point{{1, 2}, {3, 4}}
	p := &points[0]
	q := points[1]
	points[0].x = 10
	points[1].y = 40
	fmt.Println(*p, q, points)
	points = append(points, point{5, 6})
	p.x = 77
	fmt.Println(*p, points)
	points = append(points[:1], point{8, 9})
	fmt.Println(points, points[:3])
	for i, v := range points {
		v.x = -1
		points[i].y += v.x
	}
	fmt.Println(points)
	s := make([]int, 0, 4)
	a, b := grow(s), grow(s)
	a[0] = 5
	fmt.Println(a, b, s, s[:1])
	clear(a)
	fmt.Println(a, b)
	matrix := make([][]int, 3)
	for i := range matrix {
		matrix[i] = make([]int, 3)
		for j := range matrix[i] {
			matrix[i][j] = i * j
		}
	}
	fmt.Println(matrix, len(matrix[1][:2]))
	var none []int
	fmt.Println(none == nil, len(none), none[:0] == nil, append(none, none...) == nil, []int{} == nil)
	x := []int{1, 2, 3}
	for i := range x {
		x = append(x, i)
	}
	i := 0
	i, x[i] = 2, 50
	fmt.Println(x, i)
	x[0], x[1] = x[1], x[0]
	fmt.Println(x)
}
