/** Little concurrent Go programs by chance: right or wrong, but small enough for every schedule to be tried. */

const STATEMENTS = [
  'x++',
  'y = x',
  'if x > 0 { y++ }',
  'mu[0].Lock(); x++; mu[0].Unlock()',
  'mu[1].Lock(); mu[0].Lock(); mu[0].Unlock(); mu[1].Unlock()',
  'mu[0].Lock(); mu[1].Lock(); x = y; mu[1].Unlock(); mu[0].Unlock()',
  'mu[0].Unlock()',
  'if mu[0].TryLock() { y = 1; mu[0].Unlock() }',
  'rw.RLock(); y = x; rw.RUnlock()',
  'rw.Lock(); x++; rw.Unlock()',
  'rw.RLock(); rw.RLock(); rw.RUnlock(); rw.RUnlock()',
  'c <- 1',
  'x = <-c',
  'd <- 2',
  '<-d',
  'close(c)',
  'select { case v := <-c: x = v; case d <- 3: default: y++ }',
  'select { case c <- 4: case v := <-d: y = v }',
  'select { case v := <-c: x = v; case <-time.After(3): y = 9 }',
  'm[1] = x',
  'x = m[1]',
  'println(x)',
  'a.Add(1)',
  'x = int(a.Load())',
  'p := &node{v: x}; head = p',
  'if head != nil { y = head.v }',
  'n := &node{}; nodes <- n',
  'n := <-nodes; n.v++; nodes <- n',
  'wg.Add(1)',
  'wg.Done()',
  'wg.Wait()',
  'time.Sleep(1)',
  'time.Sleep(2)',
  'go func() { c <- 9 }()',
  'once.Do(func() { x = 5 })',
  'q := []int{x}; q = append(q, 1); list = q',
  'if len(list) > 1 { list[0]++ }',
  'cond.L.Lock(); cond.Wait(); cond.L.Unlock()',
  'cond.Broadcast()',
  'defer func() { recover() }()',
  'z := x; d <- 7; if z > 0 { <-d }; println(z)',
  'show(x, y)',
];

const HEAD = `package main

import (
	"sync"
	"sync/atomic"
	"time"
)

type node struct{ v int }

var (
	x, y  int
	mu    [2]sync.Mutex
	rw    sync.RWMutex
	c     = make(chan int)
	d     = make(chan int, 1)
	nodes = make(chan *node, 1)
	m     = map[int]int{}
	a     atomic.Int32
	head  *node
	list  []int
	wg    sync.WaitGroup
	once  sync.Once
	cond  = sync.NewCond(new(sync.Mutex))
)

func show(p, q int) { mu[1].Lock(); mu[1].Unlock(); println(p); if q > 0 { x++ } }

func main() {
	_ = time.Second
	_ = atomic.AddInt32
`;

/** @param draw a whole number from 0 up to what it is given */
export function randomProgram(draw: (below: number) => number): string {
  const body = (count: number) =>
    Array.from({ length: count }, () => `\t${STATEMENTS[draw(STATEMENTS.length)]}\n`).join('');
  const alike = draw(3) === 0 ? body(1 + draw(3)) : null;
  let text = HEAD;
  for (let n = 1 + draw(2); n > 0; n--) text += `\tgo func() {\n${alike ?? body(1 + draw(3))}\t}()\n`;
  return `${text}${body(draw(3))}${draw(2) === 0 ? '' : '\ttime.Sleep(5)\n\tprintln(x, y)\n'}}\n`;
}
