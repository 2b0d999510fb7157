import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../lab/protocol.ts';
import { rightsTold } from './rights.ts';

const options = [
  { text: 'It holds.', right: 'a' },
  { text: 'It breaks.', right: 'b' },
  { text: 'Nobody knows.' },
];
const said = (verdicts: Readonly<Record<string, Verdict['verdict']>>) => (that: string) =>
  that in verdicts ? { verdict: verdicts[that]!, text: '', knownAt: 0 } : null;
const told = (verdicts: Readonly<Record<string, Verdict['verdict']>>, of = options) =>
  rightsTold(of, said(verdicts));

describe('the answers that a run makes right', () => {
  it('is sound when there is one', () => {
    expect(told({ a: true, b: false })).toEqual({
      tone: 'good',
      says: 'One answer is right: “It holds”.',
    });
  });

  it('waits until all are known', () => {
    expect(told({ a: true }).tone).toBe('hint');
  });

  it('tells of none, several and all', () => {
    expect(told({ a: false, b: false })).toMatchObject({
      tone: 'problem',
      says: expect.stringContaining('No answer'),
    });
    expect(told({ a: true, b: true }).says).toBe('2 answers are right at once: “It holds”, “It breaks”.');
    expect(told({ a: true, b: true }, options.slice(0, 2)).says).toContain('Every answer');
  });

  it('tells of what cannot be measured', () => {
    expect(told({ a: true, b: 'undecided' }).says).toContain('one answer nothing can be measured');
  });
});
