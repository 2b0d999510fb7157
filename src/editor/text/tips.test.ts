import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../parts/catalog.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { type Tip, tipAt } from './tips.ts';
import { reading } from './where.ts';

const TEXT = readFileSync(new URL('../../../scenarios/buffer/scenario.yaml', import.meta.url), 'utf8');
const scenario = parseScenario(TEXT, catalog).scenario!;

/** What is told of a word: of its n-th letter, where the text first says `around`. */
function told(around: string, word: string, text = TEXT): Tip | null {
  const at = text.indexOf(around) + around.indexOf(word) + 1;
  return tipAt({ read: reading(text), scenario, catalog }, at);
}

const fact = (tip: Tip | null, name: string) => tip?.facts.find((one) => one.name === name)?.says;

describe('a tip', () => {
  it('of a setting: meaning, type, unit, range, default and source', () => {
    const spec = catalog.get('service')!.settings.slots!;
    const tip = told('slots: 50', 'slots');
    expect(tip).toMatchObject({ title: 'slots', sort: 'setting', says: spec.says, source: spec.source });
    expect(fact(tip, 'Type')).toBe('a whole number');
    expect(fact(tip, 'Unit')).toBe('slots');
    expect(fact(tip, 'Range')).toMatch(/ to .* slots/);
    expect(fact(tip, 'Default')).toBe(String(spec.default));
    // The value tells of its setting as well, and so does a setting that a design changes.
    expect(told('slots: 50', '50')?.title).toBe('slots');
    expect(told('checkout.retries: 6', 'checkout')?.title).toBe('checkout.retries');
    expect(TEXT.slice(tip!.from, tip!.to)).toBe('slots');
    expect(told('VisibilityTimeout: 30s', 'Visi')?.source).toMatch(/^https:/);
  });

  it('of a kind: what it is, and its ports', () => {
    const tip = told('kind: sqs-queue', 'sqs');
    expect(tip).toMatchObject({ sort: 'sqs-queue', title: catalog.get('sqs-queue')!.title });
    expect(fact(tip, 'send')).toMatch(/^in, request: /);
  });

  it('of a key of the format: what it is for', () => {
    expect(told('duration: 5m', 'duration')).toMatchObject({ title: 'duration', says: 'Length of the run.' });
    expect(fact(told('bone: ', 'bone'), 'Expected')).toMatch(/^one of before, predict/);
    expect(told('format: 1', 'format')?.says).toMatch(/version/);
  });

  it('of an act, a part, a design and an end of a wire', () => {
    expect(told('act: lock', 'lock')).toMatchObject({
      sort: 'act',
      title: catalog.get('database')!.acts.lock!.title,
    });
    expect(told('part: database', 'data')).toMatchObject({
      title: 'inventory-db',
      sort: 'database, database',
    });
    expect(told('  checkout:\n', 'check')).toMatchObject({ title: 'Checkout' });
    expect(told('fix: fix', ': fix'.slice(2))?.sort).toBe('key');
    expect(told('tempting: [more-retries', 'more-re')).toMatchObject({
      sort: 'design',
      says: 'More retries',
    });
    expect(told('checkout.calls -> gateway.in', 'gateway')).toMatchObject({
      sort: 'in port of network-link',
    });
  });

  it('of a figure: its name, unit and real name; of its statistic, its window', () => {
    const text =
      'claims:\n  - that: max of orders.visible during outage <= 3 and requests.availability > 0.9 and cost < 1';
    const whole = TEXT.replace(/^claims:\n/m, `${text}\n`);
    const tip = told('orders.visible during outage', 'orders', whole);
    const metric = catalog.get('sqs-queue')!.spec.metrics.visible!;
    expect(tip).toMatchObject({ title: 'orders.visible', says: metric.says });
    expect(fact(tip, 'Unit')).toBe(metric.unit);
    expect(fact(tip, 'Real name')).toBe(metric.realName);
    expect(whole.slice(tip!.from, tip!.to)).toBe('orders.visible');
    expect(told('during outage <= 3', 'outage', whole)).toMatchObject({
      sort: 'window',
      says: 'Database locked.',
    });
    expect(told('max of orders.visible', 'max', whole)?.sort).toBe('statistic');
    expect(told('requests.availability > 0.9', 'avail', whole)?.sort).toBe('figure of users');
    expect(told('and cost < 1', 'cost', whole)?.title).toBe('cost');
  });

  it('is not given of prose, comments, brackets and blanks', () => {
    for (const [around, word] of [
      ['# each way', 'each'],
      ['at: [130, 280]', ' ['],
      ['\n\nparts:', '\n'],
    ] as const)
      expect([word, told(around, word)?.title ?? null]).toEqual([word, null]);
    const prose = 'steps:\n  - text: |\n      kind: service';
    expect(told('kind: service', 'service', prose)).toBeNull();
  });

  it('carries texts as they are, and never breaks on them', () => {
    const evil = '<script>alert(1)</script>';
    const text = `parts:\n  a:\n    kind: service\n    name: "${evil}"\nacts:\n  - part: a`;
    expect(told('part: a', 'a', text.replace('part: a', 'part: a '))?.title).toBeDefined();
    const at = text.lastIndexOf('a') + 1;
    expect(tipAt({ read: reading(text), scenario, catalog }, at)?.title).toBe(evil);
    for (const name of ['constructor', '__proto__', 'toString'])
      expect(
        told(
          `kind: ${name}`,
          name,
          `parts:\n  ${name}:\n    kind: ${name}\n    settings:\n      ${name}: 1\n`,
        )?.sort,
      ).not.toBe('setting');
  });
});
