import { expect, test } from 'vitest';
import { built, output } from '../../../tests/golang/built.ts';
import { newRaceHooks } from '../race/detector.ts';
import { newMachine } from './newMachine.ts';
import { run } from './scheduler.ts';

const source = (body: string, after = ''): string => `package main
import ("runtime"; "time")
type node struct { id int; next *node; in struct{ a int } }
var kept *struct{ a int }
func mk(id int, next *node) *node {
	n := &node{id: id, next: next}
	runtime.SetFinalizer(n, func(n *node) { println("end of", n.id) })
	return n
}
func main() {
	done, y := make(chan bool), 0
	_ = y
	go func() { defer close(done); ${body} }()
	<-done
	for i := range 2 { println("collection", i); runtime.GC(); time.Sleep(time.Second) }
	${after}
}`;

const lines = (body: string): string => output(source(body)).trim().replaceAll('\n', ', ');

test('what nobody can reach is finalized, what it leads to one collection later', () => {
  expect(lines('mk(1, mk(2, nil))')).toBe('collection 0, end of 1, collection 1, end of 2');
  expect(lines('n := mk(1, nil); n.next = n')).toBe('collection 0, end of 1, collection 1');
  expect(lines('kept = &mk(1, nil).in')).toBe('collection 0, collection 1');
  expect(lines('runtime.SetFinalizer(mk(1, nil), nil)')).toBe('collection 0, collection 1');
  expect(lines('runtime.SetFinalizer(1, nil)')).toMatch(
    /^fatal error: runtime\.SetFinalizer: first argument is int, not pointer/,
  );
});

test('a finalizer comes after all that was done before the collection, and before nothing', () => {
  const races = (body: string, after: string): number => {
    const hooks = newRaceHooks();
    run(newMachine(built(source(body, after)), { processors: 2 }, hooks));
    return hooks.reports().length;
  };
  const finalized = (deed: string): string =>
    `x := new(int); runtime.SetFinalizer(x, func(x *int) { ${deed} }); *x = 1`;
  expect(races(finalized('*x = 2'), '')).toBe(0);
  expect(races(finalized('y = 1'), 'y = 2')).toBe(1);
});
