import { describe, expect, it } from 'vitest';
import { buildGo } from '../../golang/build.ts';
import { findRace } from './findRace.ts';

function looked(body: string, runs = 8, stepsMax = 20_000) {
  const { program, errors } = buildGo([{ name: 'main.go', source: `package main\n${body}` }]);
  if (program === null) throw new Error(errors.map(({ message }) => message).join('\n'));
  return findRace(program, { limits: { stepsMax }, seed: 8, runs, processors: 4 });
}

describe('runs with the race detector', () => {
  it('tell the first race that one of them has', () => {
    const found = looked(
      'func main() { n := 0; c := make(chan int, 2)\nfor range 2 { go func() { n++; c <- 1 }() }\n<-c; <-c }',
    );
    expect(found).toMatchObject({ verdict: 'race', races: 1, bound: null });
    expect(found.text).toMatch(/^=+\nWARNING: DATA RACE\n[\s\S]*Found 1 data race\(s\)\n$/);
  });

  it('are clean when all came to their ends without one, whatever those were', () => {
    const clean = { verdict: 'clean', races: 0, text: '', bound: null };
    expect(looked('func main() { println(1) }')).toEqual(clean);
    expect(looked('func main() { panic(1) }')).toEqual(clean);
    expect(looked('func main() { select {} }')).toEqual(clean);
  });

  it('say so when they had to be stopped, or were not made', () => {
    expect(looked('func main() { for { } }')).toEqual({
      verdict: 'clean-to-bound',
      races: 0,
      text: '',
      bound:
        'No race in 2 runs, but 2 of them did not come to an end: stopped by the lab after 20,000 instructions: the program may be in an endless loop. 6 more were not begun.',
    });
    expect(looked('func main() { for { } }', 1).bound).toMatch(/^No race in 1 run, but 1 of them .*loop\.$/);
    expect(looked('func main() { }', 0)).toMatchObject({
      verdict: 'clean-to-bound',
      bound: 'No run was made.',
    });
  });
});
