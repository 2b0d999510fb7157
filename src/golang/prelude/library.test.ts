import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildGo } from '../build.ts';
import { plainNatives } from '../machine/library/natives.ts';
import { newMachine } from '../machine/newMachine.ts';
import { run } from '../machine/scheduler.ts';
import { syncNatives } from '../machine/sync.ts';
import { timeNatives } from '../machine/timeNatives.ts';
import { newRaceHooks } from '../race/detector.ts';
import { textOf } from '../types/bytes.ts';
import { pathsOfPackages, sourceOf } from './packages.ts';

/** Programs, and beside each what real Go printed of it (scripts/goldens.mjs); of xsync with the sources of x/sync that are here. */
const FOLDERS = ['library', 'xsync'].map(
  (name) => new URL(`../../../tests/golang/${name}/`, import.meta.url),
);

/** Stdout and stderr together, and how it ended. */
function printed(source: string, name = 'main.go'): string {
  const { program, errors } = buildGo([{ name, source }]);
  expect(errors.map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
  if (program === null) return '';
  const m = newMachine(program, {});
  run(m);
  const { ending, output } = m.state;
  return `${textOf(output.join(''))}${ending?.text ?? ''}exit ${ending?.exitCode}\n`;
}

describe('programs over the library print what real Go printed', () => {
  for (const folder of FOLDERS) {
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.go'))) {
      test(name, () => {
        const source = readFileSync(new URL(name, folder), 'utf8');
        const expected = readFileSync(new URL(name.replace(/go$/, 'out'), folder), 'utf8');
        expect(printed(source, name)).toBe(expected);
      });
    }
  }
});

test('every function without a body has a native, and every native a function', () => {
  const declared = pathsOfPackages.flatMap((path) =>
    (sourceOf(path) ?? []).flatMap(({ source }) =>
      Array.from(
        source.matchAll(/^func (?:\(\w+ (\*?)(\w+)(?:\[\w+\])?\) )?(\w+)[^{\n]*$/gm),
        ([, star, type, name]) =>
          type === undefined ? `${path}.${name}` : `${path}.${star ? `(*${type})` : type}.${name}`,
      ),
    ),
  );
  const natives = [...plainNatives, ...syncNatives, ...timeNatives].map(({ name }) => name);
  expect([...declared].sort()).toEqual([...natives].sort());
});

test('every package alone is right', () => {
  const imports = pathsOfPackages.map((path) => `import _ "${path}"`);
  expect(printed(`package main\n${imports.join('\n')}\nfunc main() {}`)).toBe('exit 0\n');
});

test('files are counted, and too many are refused', () => {
  const source = `package main
import ("fmt"; "os")
func main() {
	var open []*os.File
	for i := 0; i < 3; i++ {
		f, err := os.Open(fmt.Sprint("f", i))
		if err != nil {
			fmt.Println(err)
			continue
		}
		open = append(open, f)
	}
	fmt.Println(open[0].Close(), open[0].Close())
	_, err := os.Open("again")
	fmt.Println(err)
}`;
  const { program } = buildGo([{ name: 'main.go', source }]);
  if (program === null) throw new Error('does not compile');
  const m = newMachine(program, { openFilesLimit: 2 });
  run(m);
  expect(m.state.output.join('')).toBe(
    'open f2: too many open files\n<nil> close f0: file already closed\n<nil>\n',
  );
});

test('a seed gives the same numbers again, another seed others', () => {
  const source = `package main
import ("fmt"; "math/rand"; v2 "math/rand/v2")
func main() { fmt.Println(rand.Intn(1000000), rand.Float64(), v2.IntN(1000000), rand.Perm(6)) }`;
  const { program } = buildGo([{ name: 'main.go', source }]);
  if (program === null) throw new Error('does not compile');
  const texts = [1, 1, 2].map((seed) => {
    const m = newMachine(program, { seed });
    run(m);
    return m.state.output.join('');
  });
  expect(texts[1]).toBe(texts[0]);
  expect(texts[2]).not.toBe(texts[0]);
});

test('tests that fail are told as go test tells them', () => {
  const source = `package main

import (
	"testing"
	"time"
)

func helper(t *testing.T) {
	t.Helper()
	t.Errorf("not ok")
}

func TestPass(t *testing.T) { t.Log("quiet") }

func TestFail(t *testing.T) {
	t.Log("line one\\nline two")
	t.Cleanup(func() { t.Log("cleaned") })
	helper(t)
	t.Fatal("stop", 1)
	t.Error("unreached")
}

func TestSub(t *testing.T) {
	for _, name := range []string{"one two", "b"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			time.Sleep(10 * time.Millisecond)
			if name != "b" {
				t.Error("late")
			}
		})
	}
	if t.Failed() {
		t.Error("the parallel ones come after this")
	}
}

func TestSkip(t *testing.T) { t.Skip("later") }

func main() {
	testing.RunTests(nil, []testing.InternalTest{{"TestPass", TestPass}, {"TestFail", TestFail}, {"TestSub", TestSub}, {"TestSkip", TestSkip}})
}
`;
  expect(printed(source, 'a_test.go')).toBe(`--- FAIL: TestFail (0.00s)
    a_test.go:16: line one
        line two
    a_test.go:18: not ok
    a_test.go:19: stop 1
    a_test.go:17: cleaned
--- FAIL: TestSub (0.00s)
    --- FAIL: TestSub/one_two (0.01s)
        a_test.go:29: late
FAIL
exit 1
`);
});

test('what is printed is read: by the race detector, and at the door', () => {
  const source = (print: string): string => `package main
import "fmt"
type point struct { x, y int }
func main() {
	p, m, done := &point{}, map[string]int{}, make(chan bool)
	go func() { p.x = 1; m["a"] = 1; done <- true }()
	${print}
	<-done
}`;
  const reports = (print: string): number => {
    const { program } = buildGo([{ name: 'main.go', source: source(print) }]);
    if (program === null) throw new Error('does not compile');
    const races = newRaceHooks();
    run(newMachine(program, { processors: 2 }, races));
    return races.reports().length;
  };
  expect(reports('fmt.Sprint(p)')).toBe(1);
  expect(reports('fmt.Sprintf("%v", m)')).toBe(1);
  expect(reports('fmt.Sprintf("%p", p)')).toBe(0);
});
