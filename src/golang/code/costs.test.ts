import { describe, expect, it } from 'vitest';
import { built, codeOf, errorsOf, opsOf } from '../../../tests/golang/built.ts';
import { newMachine } from '../machine/newMachine.ts';
import { run } from '../machine/scheduler.ts';
import { COST } from './ops.ts';

const costOf = (comment: string): unknown =>
  codeOf(built(`package main\n${comment}\nfunc work() {}\nfunc main() { work() }`), 'main.work').cost;

describe('cost comments', () => {
  it.each([
    ['// cost: 20ms io', { kind: 'io', nanoseconds: 20e6, wire: 0, bytes: 0 }],
    ['// cost: 5ms cpu, 48MiB', { kind: 'cpu', nanoseconds: 5e6, wire: 0, bytes: 48 * 2 ** 20 }],
    ['//cost: 200us cpu', { kind: 'cpu', nanoseconds: 2e5, wire: 0, bytes: 0 }],
    ['// cost: 1.5s io, 2kB', { kind: 'io', nanoseconds: 1.5e9, wire: 0, bytes: 2000 }],
    ['// work works.\n// cost: 1ms io\n// It is slow.', { kind: 'io', nanoseconds: 1e6, wire: 0, bytes: 0 }],
    ['// cost: call', { kind: 'call', nanoseconds: 1, wire: 1, bytes: 0 }],
    ['// cost: call 2, 1MiB', { kind: 'call', nanoseconds: 1, wire: 2, bytes: 2 ** 20 }],
    ['// costs nothing', null],
  ])('%s', (comment, cost) => {
    expect(costOf(comment)).toEqual(cost);
  });

  it('stand above a function or on the line of its func, which begins with the cost', () => {
    const program = built(`package main
func main() {
	go func() { // cost: 1ms cpu
	}()
	func() { }() // cost: 2ms io
}`);
    expect(codeOf(program, 'main.main').cost).toBeNull();
    const [first, second] = ['main.main.func1', 'main.main.func2'].map((name) => codeOf(program, name));
    expect([first?.cost?.nanoseconds, second?.cost?.nanoseconds]).toEqual([1e6, 2e6]);
    expect(first === undefined ? [] : opsOf(first)[0]).toBe(COST);
  });

  it.each([
    ['// cost: fast', 'main.go:2:1: a cost comment is written like'],
    ['// cost: 20 parsecs io', 'main.go:2:1: a cost comment is written like'],
    ['// cost: 20ms call', 'main.go:2:1: a cost comment is written like'],
    ['// cost: call 0', 'main.go:2:1: a cost comment is written like'],
    ['// cost: 20ms io, 5 apples', 'main.go:2:1: a cost comment is written like'],
    ['// cost: 20ms io\n', 'main.go:2:1: a cost comment stands above a function'],
  ])('that say nothing are refused: %s', (comment, message) => {
    const errors = errorsOf(`package main\n${comment}\nfunc main() {}`);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.startsWith(message)).toBe(true);
  });

  it('are spent in the place of sleeps in the body', () => {
    const source = (comment: string): string => `package main
import "time"
${comment}
func work() int { time.Sleep(time.Hour); return 1 }
func main() { if work() != 1 { panic("work") } }`;
    const seconds = (comment: string): number => {
      const m = newMachine(built(source(comment)), {});
      run(m);
      expect(m.state.ending?.kind).toBe('exit');
      return Math.round(m.state.now / 1e9);
    };
    expect(seconds('// cost: 3s io')).toBe(3);
    expect(seconds('')).toBe(3600);
  });
});
