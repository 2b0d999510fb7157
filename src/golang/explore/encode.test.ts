import { describe, expect, it } from 'vitest';
import { buildGo } from '../build.ts';
import type { Program } from '../code/program.ts';
import { newChance } from './chance.ts';
import { fingerprint, newSeen, numberOf } from './hash.ts';
import { newMachineSystem } from './machineSystem.ts';
import { machineByDoors } from './replay.ts';
import { advance, newSearch } from './search.ts';
import type { System } from './system.ts';

function built(source: string): Program {
  const { program, errors } = buildGo([{ name: 'main.go', source: `package main\n${source}` }]);
  if (program === null) throw new Error(errors.map(({ message }) => message).join('\n'));
  return program;
}

/** Something of everything that a state is made of. */
const RICH = `
import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

type shape interface{ area() float64 }
type square struct{ side float64 }

func (s *square) area() float64 { return s.side * s.side }

type node struct {
	next  *node
	sizes [2]int
	in    struct{ name string }
}

var (
	mu    sync.RWMutex
	byKey = map[[2]int]*node{}
	list  *node
	done  = make(chan error, 2)
)

func work(ctx context.Context, i int, s shape) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("job %d: %v", i, r)
		}
	}()
	mu.Lock()
	list = &node{next: list, sizes: [2]int{i, 1 << 40}}
	list.in.name = fmt.Sprint(s.area())
	byKey[list.sizes] = list
	mu.Unlock()
	p := &list.sizes[1]
	mu.RLock()
	defer mu.RUnlock()
	for k, n := range byKey {
		if n.next != nil && k[0] == i && *p > 0 {
			panic(errors.New(n.in.name))
		}
	}
	select {
	case <-ctx.Done():
	case <-time.After(time.Duration(i+1) * time.Millisecond):
	}
	return ctx.Err()
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Millisecond)
	defer cancel()
	for i, s := range []shape{&square{1.5}, &square{-0.5}} {
		go func() { done <- work(ctx, i, s) }()
	}
	fmt.Println(<-done, <-done)
}
`;

function encoded(system: System): Int32Array {
  const { words, length } = system.encode();
  return words.slice(0, length);
}

describe('an encoded state', () => {
  it('comes back as it was, and goes on as the machine itself does', () => {
    const program = built(RICH);
    for (const exact of [false, true]) {
      for (let seed = 1; seed <= 6; seed++) {
        const draw = newChance(seed);
        const straight = newMachineSystem(machineByDoors(program, {}), exact);
        const decoded = newMachineSystem(machineByDoors(program, {}), exact);
        straight.reset();
        decoded.reset();
        let steps = 0;
        for (; !straight.over() && straight.choices() > 0; steps++) {
          const state = encoded(straight);
          decoded.load(state);
          expect(encoded(decoded).join()).toBe(state.join());
          // The numbers of a state are those of its places: from here on both go the same way.
          straight.load(state);
          expect(decoded.list()).toEqual(straight.list());
          const nth = draw(straight.choices());
          straight.take(nth);
          decoded.take(nth);
          expect(encoded(decoded).join()).toBe(encoded(straight).join());
        }
        expect(steps).toBeGreaterThan(15);
      }
    }
  });

  it('is undone to the word', () => {
    const system = newMachineSystem(machineByDoors(built(RICH), {}), false);
    const draw = newChance(5);
    system.reset();
    for (let i = 0; i < 20; i++) {
      const state = encoded(system).join();
      for (let nth = 0; nth < system.choices(); nth++) {
        const mark = system.mark();
        system.take(nth);
        system.undo(mark);
        expect(encoded(system).join()).toBe(state);
      }
      if (system.choices() === 0) break;
      system.take(draw(system.choices()));
    }
  });

  it('is the same when some of it is known from before', () => {
    const system = newMachineSystem(machineByDoors(built(RICH), {}), false);
    const draw = newChance(3);
    system.reset();
    for (let i = 0; i < 20 && system.choices() > 0; i++) {
      const state = encoded(system);
      const steps = [...Array(system.choices()).keys()];
      const anew = steps.map((nth) => {
        system.load(state);
        system.take(nth);
        return encoded(system).join();
      });
      system.load(state);
      const mark = system.mark();
      const one = draw(steps.length);
      system.take(one);
      for (const nth of [...steps, ...steps]) {
        system.undo(mark);
        system.take(nth);
        expect(encoded(system).join()).toBe(anew[nth]);
      }
    }
  });

  it('does not depend on who is who, nor on what will not be read again', () => {
    const program = built(`
import "sync"
var mu sync.Mutex
var n int
func main() {
	for i := range 3 {
		go func() { k := i * 7; _ = k; mu.Lock(); k = n; mu.Unlock(); mu.Lock(); n = 1; mu.Unlock() }()
	}
	select {}
}`);
    const keys = [2, 3, 4].map((who) => {
      const system = newMachineSystem(machineByDoors(program, {}), false);
      system.reset();
      system.take(system.list().findIndex((one) => one.kind === 'step' && one.goroutine === who));
      const { words, keyLength } = system.encode();
      return words.slice(0, keyLength);
    });
    expect(keys[1]).toEqual(keys[0]);
    expect(keys[2]).toEqual(keys[0]);
  });

  it('may put aside what is only printed, and then has fewer of its like', () => {
    const program = built(`
import "fmt"
func main() {
	jobs, done := make(chan int), make(chan bool)
	for id := range 4 {
		go func() {
			for range jobs { fmt.Println("worker", id) }
			done <- true
		}()
	}
	for j := range 4 { jobs <- j }
	close(jobs)
	for range 4 { <-done }
}`);
    const counts = [false, true].map((asides) => {
      const system = newMachineSystem(machineByDoors(program, {}), false, asides);
      const search = newSearch(system, {
        reduce: true,
        statesMax: 1e5,
        depthMax: 1e5,
        edges: false,
        wanted: null,
      });
      advance(search, Number.POSITIVE_INFINITY);
      expect([search.ended, search.found.size, system.putAside()]).toEqual(['all', 0, asides]);
      return search.parent.length;
    });
    expect((counts[1] ?? 0) * 2).toBeLessThan(counts[0] ?? 0);
  });
});

describe('fingerprints', () => {
  it('tell rows apart that differ in one word, in length or in order', () => {
    const seen = newSeen();
    const key = new Int32Array(4);
    const draw = newChance(1);
    const number = (words: Int32Array, length = words.length) => {
      fingerprint(words, length, key);
      return numberOf(seen, key);
    };
    for (let n = 0; n < 20_000; n++) {
      const words = Int32Array.of(n & 15, n >> 4, 0, 0, draw(2), n);
      expect(number(words)).toBe(-1 - seen.count + 1);
      expect(number(words)).toBe(seen.count - 1);
    }
    const rows = [[], [0], [0, 0], [1, 0], [0, 1], [0, 0, 0, 1], [1, 0, 0, 0], [0, 0, 0, 0, 1]];
    expect(new Set(rows.map((row) => number(Int32Array.from(row)))).size).toBe(rows.length);
  });
});
