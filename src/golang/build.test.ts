import { describe, expect, it } from 'vitest';
import { buildGo } from './build.ts';

const USER = `package main
import ("fmt"; "sync/atomic"; "slices"; "cmp")
type config struct { limit int; next atomic.Pointer[config] }
type pair[K cmp.Ordered] struct { key K }
func main() {
	var now atomic.Pointer[config]
	now.Store(&config{limit: 3})
	all := []pair[string]{{"b"}, {"a"}}
	slices.SortFunc(all, func(a, b pair[string]) int { return cmp.Compare(a.key, b.key) })
	fmt.Println(now.Load().limit, all)
}`;

const built = (source: string, version = 24) => buildGo([{ name: 'main.go', source }], { version });

describe('a program', () => {
  it('is the same whatever was built before it', () => {
    const first = built(USER);
    expect(first.errors).toEqual([]);
    const others = [
      // A type of the same name that is another one, an older version, and what does not compile.
      USER.replace('limit int', 'limit string').replace('limit: 3', 'limit: "3"'),
      `package main
import "sync/atomic"
type a struct { b atomic.Pointer[int] }
type config struct { in [2]config; p atomic.Pointer[config] }
func main() { var x atomic.Pointer[config]; x.Store(1) }`,
      'package main\nimport "fmt"\nfunc main() { fmt.Println(slices.Max(1)) }',
    ];
    for (const other of others) {
      const wrong = built(other).errors.map(({ message }) => message);
      expect(built(USER)).toEqual(first);
      expect(built(other).errors.map(({ message }) => message)).toEqual(wrong);
    }
    const older = built(USER, 21);
    expect(built(USER)).toEqual(first);
    expect(built(USER, 21)).toEqual(older);
  });
});
