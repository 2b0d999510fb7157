import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

const light = tokensAfter('[data-theme="light"] {');
const dark = tokensAfter('[data-theme="dark"] {');
const darkBySystem = tokensAfter('[data-theme="auto"] {');

const MOODS = ['calm', 'busy', 'throttled', 'failing', 'down'];
const SERIES = ['aws', 'azure', 'go'];
const LANES = [1, 2, 3, 4, 5, 6].map((n) => `lane-${n}`);
const GROUNDS = ['paper', 'raised'];

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_, tokens) => {
  const contrast = (a: string, b: string) => ratio(hex(tokens, a), hex(tokens, b));

  it.each(['ink', 'faint', ...MOODS, ...SERIES, ...LANES])(
    '%s can be read on paper and raised paper',
    (name) => {
      for (const ground of GROUNDS)
        expect(contrast(name, ground), `on ${ground}`).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each([...MOODS, ...SERIES])('%s, ink and faint can be read on its soft variant', (name) => {
    for (const text of [name, 'ink', 'faint'])
      expect(contrast(text, `${name}-soft`), text).toBeGreaterThanOrEqual(4.5);
  });

  it('ink and faint can be read on sunk paper', () => {
    for (const text of ['ink', 'faint']) expect(contrast(text, 'sunk'), text).toBeGreaterThanOrEqual(4.5);
  });

  it('outlines of controls and of free places can be seen', () => {
    for (const ground of GROUNDS) expect(contrast('outline', ground), ground).toBeGreaterThanOrEqual(3);
  });

  it('strokes of a state can be seen on its soft variant', () => {
    for (const mood of MOODS) expect(contrast(mood, `${mood}-soft`), mood).toBeGreaterThanOrEqual(3);
  });
});

it('the two dark blocks are one', () => {
  expect(darkBySystem).toEqual(dark);
});

it('both themes, and forced colours, know the same names', () => {
  expect(Object.keys(dark)).toEqual(Object.keys(light));
  expect(Object.keys(tokensAfter('[data-theme] {'))).toEqual(Object.keys(light));
});

/** The custom properties of the block that the given text opens. */
function tokensAfter(opening: string): Record<string, string> {
  const start = css.indexOf(opening);
  if (start < 0) throw new Error(`tokens.css: no block opens with ${opening}`);
  const block = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
  );
}

function hex(tokens: Record<string, string>, name: string): string {
  const value = tokens[name];
  if (!value || !/^#[0-9a-f]{6}$/i.test(value))
    throw new Error(`--${name}: expected #rrggbb, found ${value}`);
  return value;
}

/** WCAG 2 contrast ratio, 1 to 21. */
function ratio(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const channel = (at: number) => {
    const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
