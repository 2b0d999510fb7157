import { describe, expect, test } from 'vitest';
import { OUTCOMES } from '../engine/outcome.ts';
import type { WhyAsked } from '../parts/contract.ts';
import { fullCatalog as catalog } from '../parts/full.ts';
import { defaultsOf } from '../parts/settings.ts';

const ASKED: readonly WhyAsked[] = [
  'waiting',
  'working',
  'handedOutAgain',
  'deleteMissed',
  ...OUTCOMES.map(({ name }) => name),
];

describe.each([...catalog])('what a %s says of itself', (_, part) => {
  /** Everything at one figure: nothing there, something, everything taken. */
  const viewAt = (figure: number) => {
    const all = Object.fromEntries(Object.keys(part.spec.metrics).map((name) => [name, figure]));
    return { now: 1e6, settings: defaultsOf(part.settings), metrics: all, rates: all } as never;
  };
  const answers = ASKED.flatMap((asked) =>
    [0, 1, 2.5, 1000].flatMap((figure) => {
      const because = part.why?.(asked, viewAt(figure), 'Blue Lagoon');
      return because ? [because] : [];
    }),
  );

  test('names the very part, and settings that it has', () => {
    for (const { says, setting, figures } of answers) {
      if (says) expect(says).toContain('Blue Lagoon');
      if (figures) expect(figures).toContain('Blue Lagoon');
      if (setting) expect(Object.keys(part.settings)).toContain(setting);
    }
  });

  test('is a clause: no capital at its beginning but that of the name, no stop at its end, no figure that is none', () => {
    for (const { says = '', figures = '' } of answers) {
      for (const clause of [says, figures]) {
        expect(clause).not.toMatch(/NaN|Infinity|undefined|\.$/);
        expect(clause.replace('Blue Lagoon', '')).not.toMatch(/^[A-Z]/);
      }
    }
  });

  test('counts what is held against what there is', () => {
    for (const { held, of } of answers) {
      expect(held === undefined).toBe(of === undefined);
      if (of !== undefined) expect(of).toBeGreaterThanOrEqual(0);
    }
  });
});

test('a part that keeps others waiting says of what there was too little', () => {
  const silent = [...catalog].filter(([, part]) => {
    const waits = Object.hasOwn(part.spec.metrics, 'waiting');
    const all = Object.fromEntries(Object.keys(part.spec.metrics).map((name) => [name, 1]));
    const view = { now: 0, settings: defaultsOf(part.settings), metrics: all, rates: all } as never;
    return waits && !part.why?.('waiting', view, 'X')?.says;
  });
  expect(silent.map(([kind]) => kind)).toEqual([]);
});
