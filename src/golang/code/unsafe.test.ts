/** Pointers that Go would let through, and that this lab's Go does not: its memory is made of typed slots. */
import { expect, test } from 'vitest';
import { errorsOf, output } from '../../../tests/golang/built.ts';

const main = (body: string): string => `package main
import "unsafe"
type T struct{ a, b int }
type U struct{ a int }
func open[V any](p unsafe.Pointer) *V { return (*V)(p) }
func main() {
var t T
p := unsafe.Pointer(&t)
u := uintptr(p)
_ = u
${body}
}`;
const message = (body: string): string => (errorsOf(main(body))[0] ?? '').replace(/^main.go:\d+:\d+: /, '');

test('what is seen as something else in one expression is refused by the checker', () => {
  expect(message('_ = (*U)(unsafe.Pointer(&t))')).toBe("this lab's Go cannot see a T as a U");
  expect(message('var n uint32; _ = *(*[4]byte)(unsafe.Pointer(&n))')).toBe(
    "this lab's Go cannot see a uint32 as a [4]byte",
  );
  expect(message('_ = (*U)(unsafe.Pointer(u))')).toBe("this lab's Go makes no pointers of numbers");
});

test('nothing is calculated with addresses', () => {
  for (const body of ['_ = u + 8', 'u++', 'u -= 8', '_ = u << 1', '_ = ^u', '_ = int(u)'])
    expect(message(body)).toBe("this lab's Go has no arithmetic on addresses");
  expect(message('_ = unsafe.Sizeof(t) * 2; _ = u == 0')).toBe('');
});

test('what comes out of a variable as something else ends the program', () => {
  const fatal = (body: string): string => output(main(body)).split('\n')[0] ?? '';
  expect(fatal('defer func() { recover() }(); open[U](p).a++')).toBe(
    "fatal error: this lab's Go cannot see a main.T as a main.U",
  );
  expect(fatal('f := 1.5; open[uint64](unsafe.Pointer(&f))')).toBe(
    "fatal error: this lab's Go cannot see a float64 as a uint64",
  );
  expect(fatal('println(p == unsafe.Pointer(&t.a))')).toBe(
    "fatal error: this lab's Go cannot compare the addresses of a main.T and a int",
  );
});
