import { expect, test } from 'vitest';
import { type HealthToTell, healthCases } from './healthJunit.ts';

const plan = { id: 'tea', check: 'a.busy < 1', untouched: 'start', fix: 'fix', tempting: ['more', 'less'] };
const tally = { trueIn: 3, of: 3, falseAt: [], undecidedAt: [], own: true } as const;
const sound: HealthToTell = {
  verdict: 'load-bearing',
  says: 'Only the taught fix passes.',
  untouched: { passed: 0, of: 3 },
  fix: { passed: 3, of: 3 },
  tempting: { passed: 0, of: 6 },
  designs: {
    start: { passed: 0, of: 3 },
    fix: { passed: 3, of: 3 },
    more: { passed: 0, of: 3 },
    less: { passed: 0, of: 3 },
  },
  claims: [{ id: 'calm', design: 'start', ...tally }],
  predictions: [],
  tasks: [],
  findings: [],
  plan,
};
const told = (report: HealthToTell) =>
  healthCases(report).map(({ name, outcome, says }) => [name, outcome, says]);
const failing = (report: HealthToTell) =>
  healthCases(report)
    .filter(({ outcome }) => outcome !== 'passed')
    .map(({ name }) => name);

test('a sound lesson: the verdict, each design and each claim, all passed', () => {
  expect(told(sound)).toEqual([
    ['verdict', 'passed', 'load-bearing: Only the taught fix passes.'],
    ['untouched start', 'passed', 'start passes in 0 of 3 seeds.'],
    ['fix fix', 'passed', 'fix passes in 3 of 3 seeds.'],
    ['tempting more', 'passed', 'more passes in 0 of 3 seeds.'],
    ['tempting less', 'passed', 'less passes in 0 of 3 seeds.'],
    ['claim calm in start', 'passed', 'As it says in all of 3 seeds.'],
  ]);
});

test('the fix must pass in every seed, a tempting design in none', () => {
  const designs = { ...sound.designs, fix: { passed: 2, of: 3 }, more: { passed: 1, of: 3 } };
  expect(failing({ ...sound, verdict: 'unwinnable', designs })).toEqual([
    'verdict',
    'fix fix',
    'tempting more',
  ]);
});

test('what is wrong with what it says fails at its place, once; a hint passes', () => {
  const claims = [{ id: 'calm', design: 'start', ...tally, trueIn: 2, falseAt: [2] }];
  const findings = [
    { severity: 'problem', where: 'claims.0.that', says: 'true in 2 of 3 seeds' },
    { severity: 'hint', where: 'steps.1', says: 'Long.' },
  ] as const;
  const unasked = { id: 'unasked', design: 'more', ...tally, trueIn: 0, of: 0, own: null };
  const report = { ...sound, claims: [...claims, unasked], findings };
  expect(failing(report)).toEqual(['claims.0.that']);
  expect(told(report).slice(5)).toEqual([
    ['claims.0.that', 'failed', 'true in 2 of 3 seeds'],
    ['steps.1', 'passed', 'Long.'],
  ]);
});

test('each number that the verdict hangs on fails by its name; where there is none, that is a case', () => {
  expect(told({ ...sound, robust: { moves: 8, breaks: [] } }).at(-1)).toEqual([
    'robust',
    'passed',
    'The verdict stands in all of 8 moves.',
  ]);
  const broken = { part: 'a', setting: 'slots', designs: {}, verdict: 'hollow', says: 'So.' } as const;
  const breaks = [
    { ...broken, factor: 1.1 },
    { ...broken, factor: 0.9 },
  ];
  expect(failing({ ...sound, robust: { moves: 8, breaks } })).toEqual([
    'robust a.slots +10 %',
    'robust a.slots -10 %',
  ]);
});
