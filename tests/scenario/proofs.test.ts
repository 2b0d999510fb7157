/** What scenarios say of all schedules of their programs holds. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { prove } from '../../src/lab/go/prove.ts';
import { catalog } from '../../src/parts/catalog.ts';
import { inlineCode } from '../../src/scenario/inlineCode.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import type { Scenario } from '../../src/scenario/types.ts';
import { testCatalog } from './parts.ts';

const ROOT = new URL('../../', import.meta.url);
const STATES_MAX = 300_000;

const scenarios = ['scenarios', 'templates'].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, ROOT)).flatMap((id) => {
    const here = new URL(`${folder}/${id}/`, ROOT);
    const file = new URL('scenario.yaml', here);
    if (!existsSync(file)) return [];
    const { text } = inlineCode(readFileSync(file, 'utf8'), (path) => {
      const code = new URL(path, here);
      return existsSync(code) ? readFileSync(code, 'utf8') : null;
    });
    return parseScenario(text, catalog).scenario ?? [];
  }),
);
const cases = scenarios.flatMap((scenario) =>
  (scenario.proofs ?? []).map((proof) => [`${scenario.id}, ${proof.id}`, scenario, proof] as const),
);

it.skipIf(cases.length === 0).each(cases)('%s', (_, scenario, proof) => {
  const proved = prove(scenario, proof, catalog, STATES_MAX);
  expect({ found: proved.found, bound: proof.verdict === 'clean' ? proved.bound : null }).toEqual({
    found: proof.verdict,
    bound: null,
  });
});

const COUNTER = `package main

import "sync"

func main() {
	var mu sync.Mutex
	n := 0
	done := make(chan bool)
	for range 2 {
		go func() {
			LOCK
			n++
			UNLOCK
			done <- true
		}()
	}
	<-done
	<-done
	println(n)
	mu.Lock()
}
`;
const locked = COUNTER.replace('UNLOCK', 'mu.Unlock()').replace('LOCK', 'mu.Lock()');
const open = COUNTER.replace('UNLOCK', '').replace('LOCK', '');

/** A scenario with one program. */
function programmed(source: string): Scenario {
  const text = JSON.stringify({
    format: 1,
    id: 'counted',
    title: 'Counted',
    series: 'go',
    summary: 'Two count.',
    duration: '1s',
    seed: 1,
    parts: { counter: { kind: 'program', at: [0, 0], settings: { code: source } } },
    wires: [],
    designs: { mended: { title: 'Mended', set: { 'counter.code': locked } } },
  });
  const { scenario, problems } = parseScenario(text, testCatalog);
  if (!scenario) throw new Error(problems.map(({ says }) => says).join('\n'));
  return scenario;
}

it('tells what holds from what does not, design by design', () => {
  const says = 'It is said.';
  const proved = (design: string, verdict: 'race' | 'clean') =>
    prove(programmed(open), { id: 'one', says, part: 'counter', design, verdict }, testCatalog, 10_000);
  expect(proved('start', 'race')).toMatchObject({ found: 'race', holds: true });
  expect(proved('start', 'clean')).toMatchObject({ found: 'race', holds: false });
  expect(proved('mended', 'clean')).toMatchObject({ found: 'clean', holds: true, bound: null });
});

it('is not content with a part of all schedules, or with what does not compile', () => {
  const proof = { id: 'one', says: 'It is said.', part: 'counter', verdict: 'clean' } as const;
  const bounded = prove(programmed(locked), proof, testCatalog, 3);
  expect(bounded).toMatchObject({ found: 'clean-to-bound', holds: false });
  expect(bounded.bound).not.toBeNull();
  const broken = prove(programmed('package main\n\nfunc main() { x }\n'), proof, testCatalog, 100);
  expect(broken).toMatchObject({ found: 'refused', holds: false });
  expect(broken.bound).toContain('main.go:3:15: undefined: x');
});
