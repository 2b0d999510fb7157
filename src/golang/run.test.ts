import { describe, expect, it } from 'vitest';
import { buildGo } from './build.ts';
import { type Run, type RunOptions, runProgram } from './run.ts';

function run(body: string, options: Partial<RunOptions> = {}): Run {
  const { program, errors } = buildGo([{ name: 'main.go', source: `package main\n${body}` }]);
  if (program === null) throw new Error(errors.map(({ message }) => message).join('\n'));
  return runProgram(program, { limits: {}, seed: 1, processors: 2, detects: true, ...options });
}

describe('one run', () => {
  it('is told as text: its output in UTF-8, its end, its time', () => {
    const ran = run(
      'import ("fmt"; "os"; "time")\nfunc main() { time.Sleep(5); fmt.Println("zwölf"); os.Exit(3) }',
    );
    expect(ran).toMatchObject({
      kind: 'exit',
      exitCode: 3,
      output: 'zwölf\n',
      text: '',
      races: [],
      leaks: [],
    });
    expect(ran.took).toBeGreaterThanOrEqual(5);
  });

  it('has races only where they are looked for', () => {
    const source =
      'func main() { n := 0; c := make(chan int, 2)\nfor range 2 { go func() { n++; c <- 1 }() }\n<-c; <-c }';
    expect(run(source).races).toHaveLength(1);
    expect(run(source, { detects: false }).races).toEqual([]);
  });

  it('says who waits for ever when nobody is left who could change that, and of nobody else', () => {
    const source = (also: string) =>
      `import "time"\nfunc main() {\n\tc := make(chan int)\n\tgo func() { c <- 1 }()\n\t${also}\n\ttime.Sleep(100)\n}`;
    expect(run(source('')).leaks).toEqual(['goroutine 2 waits for ever: chan send, main.go:5']);
    expect(run(source('go func() { time.Sleep(time.Second); <-c }()')).leaks).toEqual([]);
    expect(run(source('go func() { for { } }()')).leaks).toEqual([]);
  });

  it('ends where its limits are', () => {
    const endless = run('func main() { for { } }', { limits: { stepsMax: 10_000 } });
    expect(endless).toMatchObject({ kind: 'budget', exitCode: 1 });
    expect(endless.text).toContain('stopped by the lab after 10,000 instructions');
    const large = 'func main() { var s [][]byte\nfor { s = append(s, make([]byte, 1<<20)) } }';
    expect(run(large, { limits: { memoryLimit: 2 ** 24, atLimit: 'refused' } }).kind).toBe('oom');
  });
});
