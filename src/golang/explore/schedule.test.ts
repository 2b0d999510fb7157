import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSchedule, parseSchedule, type ScheduleStep } from './schedule.ts';

const step: fc.Arbitrary<ScheduleStep> = fc.oneof(
  fc.record({ kind: fc.constant('timer' as const), nth: fc.nat(3) }),
  fc
    .record({
      kind: fc.constant('step' as const),
      goroutine: fc.integer({ min: 1, max: 40 }),
      nth: fc.integer({ min: -1, max: 4 }),
      partner: fc.nat(12),
      partnerNth: fc.nat(3),
    })
    .map((one) => (one.partner === 0 ? { ...one, partnerNth: 0 } : one)),
);

describe('the text of a schedule', () => {
  it('is read back as it was', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (schedule) => {
        const text = formatSchedule(schedule);
        expect(text).toMatch(/^[0-9a-z.]*$/);
        expect(parseSchedule(text)).toEqual(schedule);
      }),
    );
  });

  it('is short', () => {
    const two: ScheduleStep = { kind: 'step', goroutine: 2, nth: 0, partner: 0, partnerNth: 0 };
    expect(formatSchedule([two, two, two, { ...two, nth: -1 }, { kind: 'timer', nth: 0 }])).toBe('2x3.2d.t');
    expect(formatSchedule([{ ...two, nth: 1, partner: 5, partnerNth: 2 }])).toBe('2c1p5c2');
    expect(formatSchedule([])).toBe('');
  });

  it('is refused with its place', () => {
    expect(parseSchedule('1.2.q')).toBe(
      'Step 3 of the schedule, "q", is none: 2, 2x3, 2c1, 2d, 2p5 and t are.',
    );
    expect(parseSchedule('1..2')).toMatch(/^Step 2 of the schedule/);
    expect(parseSchedule('1x999999999')).toMatch(/too often/);
    expect(parseSchedule('1x0')).toMatch(/too often/);
  });
});
