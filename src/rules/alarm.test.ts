import { describe, expect, test } from 'vitest';
import { type Alarm, type AlarmRule, breaches, evaluate, evaluationRange } from './alarm.ts';

const rule = (n: number, m: number, TreatMissingData: AlarmRule['TreatMissingData']): AlarmRule => ({
  EvaluationPeriods: n,
  DatapointsToAlarm: m,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  TreatMissingData,
});

/** As the guide writes them, the oldest first: X breaches, 0 does not, - is missing. */
const points = (text: string) => text.split(' ').map((one) => (one === '-' ? null : one === 'X' ? 1 : 0));

const WAYS = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;
const states = (n: number, m: number, text: string, before: Alarm) =>
  WAYS.map((way) => evaluate(rule(n, m, way), points(text), before));

const ALL = (state: Alarm) => [state, state, state, state];

describe('the examples of the guide', () => {
  test.each([
    ['0 - X - X', ALL('OK')],
    ['0 - - - -', ALL('OK')],
    ['- - - - -', ['INSUFFICIENT_DATA', 'kept', 'ALARM', 'OK']],
    ['0 X X - X', ALL('ALARM')],
    ['- - - - X', ['INSUFFICIENT_DATA', 'kept', 'ALARM', 'OK']],
    ['X - - - -', ['ALARM', 'kept', 'ALARM', 'OK']],
  ] as const)('3 out of 3: %s', (text, expected) => {
    for (const before of ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const)
      expect(states(3, 3, text, before)).toEqual(expected.map((one) => (one === 'kept' ? before : one)));
  });

  test.each([
    ['0 - X - X', ALL('ALARM')],
    ['0 0 X 0 X', ALL('ALARM')],
    ['0 - X - -', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - - 0', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - - X', ['INSUFFICIENT_DATA', 'kept', 'ALARM', 'OK']],
  ] as const)('2 out of 3: %s', (text, expected) => {
    for (const before of ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const)
      expect(states(3, 2, text, before)).toEqual(expected.map((one) => (one === 'kept' ? before : one)));
  });
});

test('a young alarm waits for as many datapoints as it needs', () => {
  const story = ['X', 'X X', 'X X X', 'X X X 0'].map((text) =>
    evaluate(rule(3, 3, 'missing'), points(text), 'OK'),
  );
  expect(story).toEqual(['INSUFFICIENT_DATA', 'INSUFFICIENT_DATA', 'ALARM', 'OK']);
  expect(evaluate(rule(3, 3, 'missing'), [], 'INSUFFICIENT_DATA')).toBe('INSUFFICIENT_DATA');
});

test('each operator at its threshold', () => {
  const at = (ComparisonOperator: AlarmRule['ComparisonOperator']) =>
    [4, 5, 6].map((value) => breaches({ ...rule(1, 1, 'missing'), Threshold: 5, ComparisonOperator }, value));
  expect(at('GreaterThanOrEqualToThreshold')).toEqual([false, true, true]);
  expect(at('GreaterThanThreshold')).toEqual([false, false, true]);
  expect(at('LessThanThreshold')).toEqual([true, false, false]);
  expect(at('LessThanOrEqualToThreshold')).toEqual([true, true, false]);
});

test('five datapoints are looked for where three are evaluated', () => {
  expect(evaluationRange(3)).toBe(5);
});
