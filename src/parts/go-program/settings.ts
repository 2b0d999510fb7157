import type { ActSpec, SettingsSpec } from '../contract.ts';
import { slowAct } from '../hurts.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';

const CODE = `package main

// cost: 20ms io
func load(id string) string {
	return "user " + id
}

// Handle runs once for each request.
func Handle(id string) string {
	return load(id)
}

func main() {
	println(Handle("7"))
}
`;

export const settings = {
  code: {
    type: 'code',
    default: CODE,
    language: 'Go',
    says: 'One file of package main.',
    source: ASSUMPTION,
  },
  entry: {
    type: 'text',
    default: 'Handle',
    pattern: /^[A-Za-z_]\w{0,99}$/,
    expected: 'the name of a function',
    says: 'Called once for each request: `func F(id string)`, `func F(id int)` or `func F()`; `main`: main runs once, and nobody listens to requests.',
    source: ASSUMPTION,
  },
  GOMAXPROCS: {
    type: 'count',
    default: 2,
    min: 1,
    max: 64,
    unit: 'processors',
    says: 'Goroutines that run at the same moment.',
    source: ASSUMPTION,
  },
  memory: {
    type: 'size',
    default: '512MiB',
    min: '1MiB',
    max: '1024GiB',
    says: 'What the process may hold.',
    source: ASSUMPTION,
  },
  atLimit: {
    type: 'choice',
    default: 'killed',
    choices: ['killed', 'refused'],
    says: 'What the kernel does there: it kills the process, or refuses, and Go ends with "out of memory".',
    source: ASSUMPTION,
  },
  openFiles: {
    type: 'count',
    default: 1024,
    min: 1,
    max: 1_000_000,
    unit: 'files',
    says: 'Files that may be open at once (ulimit -n).',
    source: ASSUMPTION,
  },
  keys: {
    type: 'count',
    default: 1000,
    min: 1,
    max: 1_000_000_000,
    unit: 'ids',
    says: 'Each request asks for one of so many ids: 1, 2, 3 ...',
    source: ASSUMPTION,
  },
  version: {
    type: 'count',
    default: 24,
    min: 18,
    max: 24,
    unit: '(Go 1.n)',
    says: 'What go.mod says after `go 1.`; before 22 a loop has one variable for all its turns.',
    source: 'https://go.dev/blog/loopvar-preview',
  },
  restart: {
    type: 'optionalDuration',
    default: '1s',
    min: '1ms',
    max: '1d',
    says: 'Time from a crash to the next process; none: it stays down.',
    source: ASSUMPTION,
  },
} as const satisfies SettingsSpec;

export const acts = {
  crash: {
    title: 'Kill it',
    says: 'The process is killed (kill -9): its requests fail.',
    lasts: false,
    settings: {},
  },
  slowIo: {
    ...slowAct('Costs of io take longer.', 'time'),
    title: 'Slow its I/O',
  },
} as const satisfies Record<string, ActSpec>;
