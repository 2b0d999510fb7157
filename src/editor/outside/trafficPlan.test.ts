import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalog } from '../../parts/catalog.ts';
import { applyEdit } from '../../scenario/edit.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { patchText } from '../../scenario/patchText.ts';
import type { Scenario } from '../../scenario/types.ts';
import { BYTES_MAX, readYaml } from '../../scenario/yamlText.ts';
import { VALUES_MAX } from '../../scenario/yamlValues.ts';
import { placesFor } from './places.ts';
import { arrivals, busiestSecond, lengthText, meanRate, momentText, piece } from './recording.ts';
import { fitting, roomIn } from './room.ts';
import { cutTo, planOf, readSpan, wholeOf } from './trafficPlan.ts';

const S = 1_000_000;
const ROOMY = { chars: 1e9, values: 1e9 };
const rising = fc
  .array(fc.nat(600 * S), { minLength: 1, maxLength: 50 })
  .map((all) => all.toSorted((a, b) => a - b))
  .map((all) => all.map((at) => at - all[0]!));

describe('figures', () => {
  test('the mean rate counts the gaps', () => {
    expect(meanRate([0, S, 2 * S, 4 * S])).toBe(0.75);
    expect(meanRate([0, 0, 0])).toBeNull();
    expect(meanRate([0])).toBeNull();
  });

  test('the busiest second is whichever second, and not one of the clock’s', () => {
    const moments = [0, 0.9, 1.1, 1.2, 1.8, 1.9, 3].map((s) => s * S);
    expect(busiestSecond(moments)).toEqual({ requests: 4, at: 0.9 * S });
    expect(busiestSecond([0, S])).toEqual({ requests: 1, at: 0 });
  });

  test('no other second has more', () => {
    fc.assert(
      fc.property(rising, (moments) => {
        const { requests, at } = busiestSecond(moments);
        const from = (begin: number) => moments.filter((one) => one >= begin && one < begin + S).length;
        expect(from(at)).toBe(requests);
        expect(Math.max(...moments.map(from))).toBe(requests);
      }),
    );
  });

  test('arrivals add up', () => {
    fc.assert(
      fc.property(rising, fc.integer({ min: 1, max: 60 }), (moments, spans) => {
        const counts = arrivals(moments, moments.at(-1)!, spans);
        expect(counts).toHaveLength(spans);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(moments.length);
      }),
    );
  });

  test('a length in words that a scenario reads', () => {
    expect([0, 1, S, 90 * S, 3725 * S, 86_400 * S].map(lengthText)).toEqual([
      '0s',
      '1s',
      '1s',
      '1m 30s',
      '1h 2m 5s',
      '1d',
    ]);
  });
});

describe('a piece', () => {
  test('counts from its own beginning, both ends included', () => {
    expect(piece([0, 1, 2, 3, 4, 4, 5], 2, 4)).toEqual([0, 1, 2, 2]);
    expect(piece([0, 10], 5, 9)).toEqual([]);
  });

  test('the whole is a piece; of two that meet, none is lost', () => {
    fc.assert(
      fc.property(rising, fc.nat(600 * S), (moments, at) => {
        const { from, to } = wholeOf(moments);
        expect(piece(moments, from, to)).toEqual(moments);
        const later = piece(moments, at + 1, Math.max(to, at + 1)).map((one) => one + at + 1);
        expect([...piece(moments, 0, at), ...later]).toEqual(moments);
      }),
    );
  });

  test('what is typed', () => {
    expect(readSpan('0', '1m', 90 * S)).toEqual({ ok: true, span: { from: 0, to: 60 * S } });
    expect(readSpan('1s', '1h', 90 * S)).toEqual({ ok: true, span: { from: S, to: 90 * S } });
    expect(readSpan('2m', '3m', 90 * S)).toMatchObject({
      end: 'from',
      expected: expect.stringContaining('90s'),
    });
    expect(readSpan('2s', '1s', 90 * S)).toMatchObject({ end: 'to', expected: 'a moment not before 2s' });
    expect(readSpan('2s', 'late', 90 * S)).toMatchObject({ end: 'to' });
  });
});

describe('a plan', () => {
  test('what comes at the end of the run is played, what comes later is not', () => {
    const moments = [0, 60 * S, 120 * S, 120 * S + 1];
    expect(planOf(moments, wholeOf(moments), 120 * S, ROOMY)).toMatchObject({ fits: 4, played: 3 });
  });

  test('cut to what fits, it fits', () => {
    fc.assert(
      fc.property(rising, fc.nat(60), fc.nat(600), (moments, values, chars) => {
        const span = wholeOf(moments);
        const plan = planOf(moments, span, S, { values, chars });
        fc.pre(plan.fits > 0);
        const room = { values, chars };
        expect(planOf(moments, cutTo(span, plan), S, room).moments).toEqual(moments.slice(0, plan.fits));
      }),
    );
  });
});

describe('room', () => {
  const text = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');
  const { scenario } = parseScenario(text, catalog);

  test('the file becomes as large as it may be, and no larger', () => {
    // What is written already is most of it.
    const long = `${text}# ${'x'.repeat(BYTES_MAX - text.length - 50_000)}\n`;
    const moments = Array.from({ length: 5000 }, (_, i) => momentText(10_000_000_001 + i * 1_000_001));
    const fits = fitting(moments, roomIn(scenario!, long, []));
    expect(fits).toBeLessThan(moments.length);
    const what = { what: 'moments', moments: moments.slice(0, fits) } as const;
    const [place] = placesFor(what, scenario!, 'start', catalog).all;
    const edited = applyEdit(scenario!, 'start', place!.edit, catalog);
    if (!edited.ok) throw new Error(edited.says);
    const written = patchText(long, edited.scenario);
    expect(written.length).toBeLessThanOrEqual(BYTES_MAX);
    expect(written.length).toBeGreaterThan(BYTES_MAX - 5000);
    expect(parseScenario(written, catalog).scenario).toEqual(edited.scenario);
  });

  test('it comes to stand for as many values as it may, and for no more', () => {
    const many = new Array<string>(VALUES_MAX).fill('0s');
    const trace = many.slice(0, fitting(many, roomIn(scenario!, text, [])));
    const [[id, part]] = Object.entries(scenario!.parts) as [[string, Scenario['parts'][string]]];
    const settings = { ...part.settings, arrivals: 'trace', trace };
    const full = { ...scenario, parts: { ...scenario!.parts, [id]: { ...part, settings } } };
    expect(readYaml(JSON.stringify(full), () => {}).problems).toEqual([]);
    // Not so few that it would be waste.
    expect(trace.length).toBeGreaterThan(VALUES_MAX - 3000);
  });

  test('what goes makes room for what comes', () => {
    const before = ['0s', '10s'];
    const room = roomIn(scenario!, text, []);
    expect(roomIn(scenario!, text, before)).toEqual({ chars: room.chars + 9, values: room.values + 2 });
  });
});
