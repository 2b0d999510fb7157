import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readActText } from '../../src/scenario/actText.ts';
import type { Parsed } from '../../src/scenario/check.ts';
import { readClaim } from '../../src/scenario/claimMeaning.ts';
import { compile } from '../../src/scenario/compile.ts';
import { applyDesign } from '../../src/scenario/design.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { testCatalog } from './parts.ts';

const good = readFileSync(new URL('../../scenarios/buffer/scenario.yaml', import.meta.url), 'utf8');
const words = [
  'parts',
  'wires',
  '->',
  ': ',
  '- ',
  '\n',
  '  ',
  '[',
  ']',
  '{',
  '}',
  '&a ',
  '*a',
  '|',
  '>',
  '"',
  "'",
  '#',
  '!!x ',
  '0',
  '-1',
  '1e999',
  '.nan',
  'null',
  'checkout',
  '__proto__',
  '? ',
  '---\n',
  '%',
  '\t',
  '\u0000',
  '\u{1f600}',
  '\ud800',
];

function holds({ scenario, problems }: Parsed): void {
  expect(problems.some((p) => p.severity === 'error')).toBe(scenario === null);
  for (const p of problems) {
    expect(p.line).toBeGreaterThanOrEqual(1);
    expect(p.column).toBeGreaterThanOrEqual(1);
    expect(p.says).not.toBe('');
  }
  // What is accepted can be compiled in every design: nothing is left for the engine to find.
  if (!scenario) return;
  for (const name of ['start', ...Object.keys(scenario.designs ?? {})]) {
    const { design } = applyDesign(scenario, name, {}, testCatalog);
    expect(design).not.toBeNull();
    compile(design!, testCatalog);
  }
}

it('never throws on any text', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 60 }), (pieces) =>
      holds(parseScenario(pieces.join(''), testCatalog)),
    ),
    { numRuns: 1000 },
  );
});

it('never throws on any bytes', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => holds(parseScenario(bytes, testCatalog))),
    { numRuns: 1000 },
  );
});

it('never throws on a good file with something cut out, put in or swapped', { timeout: 120_000 }, () => {
  const place = fc.nat({ max: good.length });
  const change = fc.record({ at: place, length: fc.nat({ max: 40 }), put: fc.constantFrom('', ...words) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const text = changes.reduce(
        (t, { at, length, put }) => t.slice(0, at) + put + t.slice(at + length),
        good,
      );
      holds(parseScenario(text, testCatalog));
    }),
    { numRuns: 500 },
  );
});

it('never throws on lines of a good file in another order', { timeout: 60_000 }, () => {
  const lines = good.split('\n');
  fc.assert(
    fc.property(fc.shuffledSubarray(lines), (some) => holds(parseScenario(some.join('\n'), testCatalog))),
    { numRuns: 300 },
  );
});

it('never throws on any claim or act', () => {
  const { scenario } = parseScenario(good, testCatalog);
  const { scope } = applyDesign(scenario!, 'fix', {}, testCatalog).design!;
  const pieces = [
    'checkout',
    '.',
    'busy',
    'availability',
    'orders.oldest',
    'p99.9',
    'of',
    'max',
    'during',
    'after',
    'outage',
    'time until',
    '<=',
    '=',
    '<',
    '(',
    ')',
    '-',
    '+',
    '*',
    '/',
    '60s',
    '99.9 %',
    '5',
    '50/s',
    'and',
    'or',
    'not',
    'cost',
    'requests.open',
    ' ',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, fc.string({ maxLength: 5 })), {
        maxLength: 14,
      }),
      (some) => {
        const text = some.join(' ').slice(0, 500);
        const { expression, problems } = readClaim(text, scope);
        expect(expression === null).toBe(problems.length > 0);
        for (const { at } of problems) expect(at).toBeLessThanOrEqual(text.length);
        readActText(text);
      },
    ),
    { numRuns: 3000 },
  );
});
