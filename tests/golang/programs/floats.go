package main

import (
	"fmt"
	"math"
)

func main() {
	zero := 0.0
	inf := 1 / zero
	nan := zero / zero
	fmt.Println(inf, -inf, nan, nan == nan, nan != nan, nan < 1, inf > 1e308, -1/inf)
	a, b := 0.1, 0.2
	fmt.Println(a+b, a+b == 0.3, float32(a)+float32(b), float32(16777216)+1, 1e21, 1e20, 1e-5, 123456789.0, 5.0)
	var f float32 = 1.0 / 3
	g := 1.0 / 3
	fmt.Println(f, g, float64(f), f*3 == 1, f == float32(g), math.Sqrt(2), math.Floor(-1.5), math.MaxInt64)
	fmt.Printf("%.3f %8.2f|%-8.1f|%+d %e %g %v %08.3f\n", g, g, g, 5, 12345.678, 1e100, float32(2.5), -3.14159)
	println(1.5, float32(0.1), 100, true, "text", 'x', -0.25)
	println(inf, -inf, nan, 1e100, 3+4i)
	c := complex(1, 2)
	d := 3 - 1i
	fmt.Println(c+d, c*d, c/d, real(c), imag(d), c == complex(1, 2), -c, complex64(c/d))
	c += 1
	fmt.Printf("%v %.1f %T %T\n", c, d, c, complex64(d))
	x := 7.0
	x /= 2
	x *= x
	fmt.Println(x, int(x), x > 12, math.Pi, math.Inf(1), math.Abs(-x), math.Mod(7, 3), math.Trunc(-2.7))
	sum := 0.0
	for i := 1; i <= 10; i++ {
		sum += 1 / float64(i)
	}
	fmt.Println(sum, float32(sum), uint8(sum*10), math.Pow(2, 10), math.Hypot(3, 4))
}
