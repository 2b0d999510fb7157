import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sample } from '../../tests/episode/sample.ts';
import { lookOf } from '../charts/looks.ts';
import { catalog } from '../parts/catalog.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/types.ts';
import { contrast, coverFindings } from './lessonCover.ts';
import { LINES_TOLD_APART, nameFindings } from './lessonNames.ts';
import { readText, sentencesIn, wordsIn } from './lessonText.ts';
import { readingOf, WORDS_A_MINUTE, wordFindings } from './lessonWords.ts';

/** The sample with this as the text of its first step. */
function withText(text: string): Scenario {
  const [first, ...rest] = sample().steps!;
  return { ...sample(), steps: [{ ...first!, text }, ...rest] };
}
const told = (text: string): readonly string[] =>
  wordFindings(withText(text))
    .filter(({ where }) => where.join('.') === 'steps.0.text')
    .map(({ severity, says }) => `${severity}: ${says}`);

describe('text', () => {
  it('is read without its marks, and without what stands between fences', () => {
    const read = readText(`# A *shop*

**Margaret:** Look at [the queue](https://example.org/q "Q"), and
at \`checkout.busy\`.

- one
- two

\`\`\`
not read
\`\`\`
> quoted`);
    expect(read.paragraphs).toEqual([
      'A shop',
      'Margaret: Look at the queue, and at checkout.busy.',
      'one',
      'two',
      'quoted',
    ]);
    expect(read.headings).toEqual([1]);
    expect(read.links).toEqual([{ text: 'the queue', href: 'https://example.org/q' }]);
    expect(read.bare).toEqual([]);
  });

  it('has words and sentences', () => {
    expect(wordsIn('Fifty a second – 30 ms each. 4 × 5!')).toBe(8);
    expect(sentencesIn('It waits 2.5 s. “Why?” Nobody e.g. knows. 9,000 pieces')).toEqual([
      'It waits 2.5 s.',
      '“Why?”',
      'Nobody e.g. knows.',
      '9,000 pieces',
    ]);
  });
});

describe('reading', () => {
  it('takes as long as its words, step by step and in all', () => {
    const [first] = sample().steps!;
    const only = {
      ...sample(),
      summary: 'Two words.',
      steps: [{ ...first!, title: 'One', text: 'two three' }],
    };
    const reading = readingOf(only);
    // And "Select a part.", which is its task.
    expect(reading.steps).toEqual([{ title: 'One', words: 6, minutes: 6 / WORDS_A_MINUTE }]);
    expect(reading.words).toBe(8);
    expect(readingOf({ ...only, steps: undefined }).words).toBe(2);
  });
});

describe('words that are hard to follow', () => {
  it('sentences and paragraphs that are too long, with the limit', () => {
    const forty = `${'word '.repeat(39)}end.`;
    expect(told(forty)).toEqual([]);
    expect(told(`One ${forty}`)).toEqual([
      'hint: A sentence of 41 words, “One word word word word word …”: more than 40 are hard to follow.',
    ]);
    const four = Array.from({ length: 4 }, () => `W${forty.slice(1)}`).join(' ');
    expect(told(four)).toEqual([
      'hint: A paragraph of 160 words, “Word word word word word word …”: more than 120 are hard to follow.',
    ]);
  });

  it('headings that leave a level out', () => {
    expect(told('## Two\n\n### Three\n\n## Two again')).toEqual([]);
    expect(told('# One\n\n### Three')).toEqual([
      'problem: A heading of level 3 comes after one of level 1; a level is left out.',
    ]);
  });

  it('links that do not say where they lead', () => {
    const href = 'https://example.org/a';
    expect(told(`See [the queue’s manual](${href}) and \`${href}\`.`)).toEqual([]);
    expect(told(`See [here](${href}), [click here](${href}).`)).toEqual([
      `problem: The link “here” does not say where it leads: name what is at ${href}.`,
      `problem: The link “click here” does not say where it leads: name what is at ${href}.`,
    ]);
    expect(told(`See [${href}](${href}) or ${href}`)).toEqual([
      `problem: The link ${href} is a bare address: name what is there.`,
      `problem: The bare address ${href} stands in the text: make it a link with a name.`,
    ]);
    expect(told(`![A picture](${href})`)).toEqual([]);
  });

  it('steps without a title of their own', () => {
    const steps = sample().steps!;
    const titled = (...titles: readonly string[]) =>
      wordFindings({ ...sample(), steps: titles.map((title, i) => ({ ...steps[i]!, title })) }).map(
        ({ where, says }) => `${where.join('.')}: ${says}`,
      );
    expect(titled('A calm shop', 'What next?')).toEqual([]);
    expect(titled('Step 1', 'Predict', 'The same', 'the same')).toEqual([
      'steps.0.title: “Step 1” is no title of its own: say what this step is about.',
      'steps.1.title: “Predict” is no title of its own: say what this step is about.',
      'steps.3.title: Steps 3 and 4 are both called “the same”.',
    ]);
  });
});

describe('names', () => {
  const TEXT = `
format: 1
id: shop
title: The shop
series: none
summary: A shop.
duration: 1m
seed: 1
parts:
  users: { kind: traffic-source, name: Shoppers, at: [0, 0] }
  checkout: { kind: service, at: [300, 0] }
  stock: { kind: database, name: Stock, at: [600, 0] }
wires: [users.out -> checkout.in, checkout.calls -> stock.in]
designs:
  more:
    title: More
    add: { second: { kind: database, name: second, at: [600, 200] } }
charts:
  - { title: slots, lines: [checkout.busy, { of: stock.busy, name: checkout.busy }] }
  - { title: who waits, lines: [checkout.latency.p99] }
  - { title: shares, lines: [checkout.availability] }
claims:
  - { id: one, says: It works., that: checkout.busy >= 0 }
  - { id: two, says: It works., that: checkout.busy >= 0, design: start }
  - { id: three, says: It works., that: checkout.busy >= 0, design: more }
`;
  it('that are missing, charts without a unit, lines with one name, and claims that say the same', () => {
    const { scenario, problems } = parseScenario(TEXT, catalog);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const found = nameFindings(scenario!, catalog).map(
      ({ severity, where, says }) => `${severity} ${where.join('.')}: ${says}`,
    );
    expect(found).toEqual([
      'hint parts.checkout: The part checkout has no name of its own: learners read and hear its id.',
      'hint designs.more.add.second: The part second has no name of its own: learners read and hear its id.',
      'hint charts.0: The chart “slots” has no unit: whoever hears it hears a number of nothing.',
      'problem charts.0.lines: Two lines of the chart “slots” are called “checkout.busy”.',
      'hint claims.1.says: The claims one and two say the same: whoever hears them cannot tell them apart.',
      'hint claims.2.says: The claims one and three say the same: whoever hears them cannot tell them apart.',
    ]);
  });

  it('of lines: as many as there are looks', () => {
    const looks = Array.from({ length: LINES_TOLD_APART + 1 }, (_, line) => lookOf(line));
    expect(new Set(looks).size).toBe(LINES_TOLD_APART);
    const lines = Array.from({ length: 8 }, (_, i) => ({ of: 'shop.busy', name: `line ${i}` }));
    const many = { ...sample(), charts: [{ title: 'many', unit: 'slots', lines }] };
    expect(nameFindings(many, catalog).map(({ says }) => says)).toContain(
      'The chart “many” has 8 lines; more than 7 cannot be told apart.',
    );
  });
});

describe('a cover', () => {
  const css = readFileSync(new URL('../ui/tokens.css', import.meta.url), 'utf8');
  const papers = [...css.matchAll(/--paper: (#[0-9a-f]{6});/g)].map(([, colour]) => colour!);
  const grounds = [
    { name: 'light paper', colour: papers[0]! },
    { name: 'dark paper', colour: papers[1]! },
  ];
  const svg = (inner: string, root = '') => `<svg xmlns="http://www.w3.org/2000/svg"${root}>${inner}</svg>`;

  it('has words for those who do not see it', () => {
    expect(coverFindings(svg('<title>A shop</title>'), grounds)).toEqual([]);
    expect(coverFindings(svg('', ' aria-label="A shop"'), grounds)).toEqual([]);
    for (const none of [svg(''), svg('<title> </title>'), svg('<g aria-label="A shop"/>')])
      expect(coverFindings(none, grounds).map(({ severity }) => severity)).toEqual(['problem']);
  });

  it('has colours that can be seen on paper, light and dark', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    const drawn = (colour: string) =>
      coverFindings(svg(`<title>A</title><path stroke="${colour}" style="fill:${colour}"/>`), grounds);
    expect(drawn('var(--ink, #1e2430)')).toEqual([]);
    expect(drawn('#777')).toEqual([]);
    expect(drawn('#1e2430').map(({ says }) => says)).toEqual([
      expect.stringMatching(
        /^The colour #1e2430 of the cover is hard to see: 1\.\d to 1 on dark paper; at least 3/,
      ),
    ]);
    expect(drawn('#FFF')[0]!.says).toContain('to 1 on light paper');
  });
});
