import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../parts/catalog.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Choice } from './choice.ts';
import { completionsAt } from './completions.ts';
import { PATTERNS } from './roles.ts';
import { shapeAt } from './shapes.ts';
import { tipAt } from './tips.ts';
import { reading } from './where.ts';

const TEXT = readFileSync(new URL('../../../scenarios/buffer/scenario.yaml', import.meta.url), 'utf8');
const scenario = parseScenario(TEXT, catalog).scenario!;

/** What is offered at ‸, which stands in the text of the buffer behind `after`, or in a text of its own. */
function offered(marked: string) {
  const at = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const found = completionsAt({ read: reading(text), scenario, catalog }, at);
  return {
    found,
    replaced: found ? text.slice(found.from, found.to) : '',
    labels: found?.choices.map(({ label }) => label) ?? [],
  };
}

/** The buffer with something typed behind a piece of it. */
function inBuffer(behind: string, typed: string) {
  const at = TEXT.indexOf(behind) + behind.length;
  expect(at).toBeGreaterThan(behind.length - 1);
  return offered(`${TEXT.slice(0, at) + typed}‸${TEXT.slice(at)}`);
}

const choice = ({ found }: ReturnType<typeof offered>, label: string): Choice | undefined =>
  found?.choices.find((one) => one.label === label);

/** The text once a choice was taken. */
function taken(marked: string, label: string): string {
  const result = offered(marked);
  const { put = label } = choice(result, label)!;
  const text = marked.replace('‸', '');
  return text.slice(0, result.found!.from) + put + text.slice(result.found!.to);
}

const CLAIM = 'that: checkout.availability before outage >= 99 %';

describe('keys', () => {
  it('of the format, with what they mean, without those that stand there', () => {
    const top = offered('format: 1\nid: x\n‸');
    expect(top.labels).toEqual(expect.arrayContaining(['parts', 'wires', 'title', 'health']));
    expect(top.labels).not.toContain('id');
    expect(choice(top, 'duration')).toMatchObject({ info: 'Length of the run.', detail: 'value, needed' });
    expect(offered('steps:\n  - ‸').labels).toEqual(expect.arrayContaining(['bone', 'prediction', 'tasks']));
    expect(offered('steps:\n  - id: a\n    prediction:\n      options:\n        - te‸').labels).toContain(
      'right',
    );
  });

  it('begin their value as it is to be written', () => {
    expect(taken('format: 1\nwi‸', 'wires')).toBe('format: 1\nwires:\n  - ');
    expect(taken('health:\n  ‸', 'fix')).toBe('health:\n  fix: ');
    expect(taken('health:\n  ‸', 'tempting')).toBe('health:\n  tempting: [‸]');
    expect(taken('parts:\n  a:\n    se‸', 'settings')).toBe('parts:\n  a:\n    settings:\n      ');
    expect(taken('wires:\n  - { from: a.b, wi‸ }', 'with')).toBe('wires:\n  - { from: a.b, with: { ‸ } }');
    expect(taken('steps:\n  - te‸', 'text')).toBe('steps:\n  - text: |\n      ');
    // A key that has its colon only changes its name.
    expect(taken('ti‸: A\nid: b', 'title')).toBe('title: A\nid: b');
  });

  it('of settings follow the kind that is written, whatever the last sound scenario says', () => {
    const fresh = 'parts:\n  checkout:\n    kind: sqs-queue\n    settings:\n      Vi‸';
    expect(choice(offered(fresh), 'VisibilityTimeout')).toMatchObject({ detail: 'default 30s' });
    expect(offered(fresh).labels).not.toContain('slots');
    expect(offered('parts:\n  checkout:\n    settings:\n      ‸').labels).toContain('slots');
    expect(
      offered('designs:\n  a:\n    add:\n      q:\n        kind: sqs-queue\n        settings: { ‸ }').labels,
    ).toContain('DelaySeconds');
    expect(inBuffer('      checkout.retries: 6', '\n      ').labels).toContain('inventory.slots');
  });

  it('of acts and of wires', () => {
    const act =
      'parts:\n  a:\n    kind: traffic-source\nacts:\n  - { at: 1s, part: a, act: surge, with: { ‸ } }';
    expect(offered(act).labels).toEqual(['factor']);
    expect(offered(act.replace('surge', 'set')).labels).toContain('rate');
    const wire =
      'parts:\n  t:\n    kind: sns-topic\n  q:\n    kind: sqs-queue\nwires:\n  - from: t.out\n    to: q.send\n    with:\n      ‸';
    const port = Object.keys(catalog.get('sns-topic')!.wires)[0]!;
    expect(offered(wire.replace('t.out', `t.${port}`)).labels).toContain('FilterPolicy');
  });
});

describe('values', () => {
  it('kinds, choices, bones, deeds and series come from where they are known', () => {
    expect(offered('parts:\n  a:\n    kind: ‸').labels).toEqual([...catalog.keys()]);
    expect(offered('series: ‸').labels).toEqual(['aws', 'azure', 'go', 'none']);
    expect(offered('steps:\n  - bone: ‸').labels).toContain('tempt');
    expect(offered('steps:\n  - tasks:\n      - { did: ‸ }').labels).toContain('rewind');
    expect(
      offered('parts:\n  a:\n    kind: traffic-source\n    settings:\n      arrivals: ‸').labels,
    ).toContain('poisson');
    expect(offered('steps:\n  - palette: [sqs-queue, ‸]').labels).toContain('sns-topic');
  });

  it('a default and the forms of a law are proposed', () => {
    const law = offered('parts:\n  a:\n    kind: service\n    settings:\n      serviceTime: ‸');
    expect(law.labels).toEqual(expect.arrayContaining(['uniform 5ms..15ms', 'exp 12ms']));
    const none = offered('parts:\n  a:\n    kind: traffic-source\n    settings:\n      timeout: ‸');
    expect(none.labels).toContain('none');
  });

  it('names of parts, designs, acts and charts', () => {
    expect(inBuffer('    part: ', '').labels).toEqual(expect.arrayContaining(['database', 'workers']));
    expect(inBuffer('    act: ', '').labels).toEqual(expect.arrayContaining(['lock', 'set']));
    expect(offered('designs:\n  a:\n    title: A\n  b:\n    from: ‸').labels).toEqual(['start', 'a', 'b']);
    expect(inBuffer('    skip: [', '').labels).toContain('outage');
    expect(offered('charts:\n  - title: "A: b"\nsteps:\n  - chart: ‸').found?.choices[0]).toMatchObject({
      put: '"A: b"',
    });
    expect(offered('designs:\n  a:\n    title: A\nsteps:\n  - preset: { design: ‸ }').labels).toEqual([
      'start',
      'a',
      'mine',
    ]);
  });

  it('of the text as it is typed, although it cannot be read', () => {
    expect(offered('parts:\n  till:\n    kind: service\n  x: {\nacts:\n  - part: ‸').labels).toEqual([
      'till',
      'x',
    ]);
    // Where it says nothing of parts, the last one that could be read does.
    expect(offered('acts:\n  - part: ‸').labels).toContain('checkout');
  });
});

describe('wires', () => {
  it('begin at out ports and end where they fit', () => {
    const first = offered(TEXT.replace('wires:\n', 'wires:\n  - che‸\n'));
    expect(choice(first, 'checkout.calls')).toMatchObject({ put: 'checkout.calls -> ' });
    expect(first.labels).not.toContain('checkout.in');
    const second = offered(TEXT.replace('wires:\n', 'wires:\n  - checkout.calls -> ‸\n'));
    expect(second.labels).toEqual(expect.arrayContaining(['gateway.in', 'orders.send']));
    // That port speaks another protocol.
    expect(second.labels).not.toContain('workers.in');
    expect(second.replaced).toBe('');
    const begun = offered(TEXT.replace('wires:\n', 'wires:\n  - checkout.calls -> gate‸\n'));
    expect(begun.replaced).toBe('gate');
  });

  it('as maps know the other end', () => {
    const to = offered(TEXT.replace('wires:\n', 'wires:\n  - { from: orders.messages, to: ‸ }\n'));
    expect(to.labels).toEqual(['workers.in']);
    expect(offered('wires:\n  - ‸').labels).toContain('from');
  });

  it('that go are wires that are there', () => {
    expect(inBuffer('    unwire:\n      - ', '').labels).toContain('checkout.calls -> gateway.in');
  });
});

describe('expressions', () => {
  const expression = (typed: string) => offered(TEXT.replace(CLAIM, `that: ${typed}`));

  it('know the figures of every part, and users’ figures at the door', () => {
    const { labels } = expression('‸ and cost < 1');
    expect(labels).toEqual(
      expect.arrayContaining([
        'checkout.busy',
        'checkout.availability',
        'requests.open',
        'orders.oldest',
        'cost',
        'time until',
      ]),
    );
    expect(labels).not.toContain('database.availability');
    expect(labels).toContain('shoppers.latency.p99');
    expect(choice(expression('‸'), 'orders.visible')).toBeTruthy();
  });

  it('offer statistics behind a figure, windows behind during', () => {
    const stats = expression('checkout.busy.‸');
    expect(stats.replaced).toBe('checkout.busy.');
    expect(stats.labels).toEqual(expect.arrayContaining(['checkout.busy.max', 'checkout.busy.mean']));
    expect(expression('checkout.busy during ‸').labels).toEqual(
      expect.arrayContaining(['outage', 'deadline', 'calm', 'run']),
    );
    // What happens at once spans no time.
    const acts =
      'parts:\n  s:\n    kind: blob-storage\nacts:\n  - { id: turn, part: s, act: rotateKey }\n  - { id: long, part: s, act: set }';
    expect(offered(`${acts}\nclaims:\n  - that: s.x during ‸`).labels).toEqual(['long', 'run']);
    expect(expression('checkout.busy during out‸').replaced).toBe('out');
    expect(expression('max of ‸').labels).not.toContain('cost');
  });

  it('stand in claims, options, tasks, the challenge, the check, and on lines of their own', () => {
    for (const text of [
      'challenge:\n  that:\n    - ‸',
      'challenge:\n  that:\n    - that: ‸',
      'health:\n  check: ‸',
      'steps:\n  - tasks:\n      - that: ‸',
      'steps:\n  - prediction: { options: [{ right: ‸ }] }',
      'health:\n  check: >-\n    checkout.busy = 1 and\n    ‸',
    ])
      expect([text, offered(text).labels.includes('orders.visible')]).toEqual([text, true]);
  });

  it('lines of charts have figures', () => {
    expect(offered('charts:\n  - lines: [‸]').labels).toContain('checkout.busy');
  });
});

it('every path that names something is one that the format has', () => {
  for (const pattern of PATTERNS) {
    const path = pattern.split('.').map((step, i, all) => {
      if (step !== '*') return step;
      return ['parts', 'designs', 'add'].includes(all[i - 1]!) ? 'a' : 0;
    });
    expect([pattern, shapeAt(path) !== null]).toEqual([pattern, true]);
  }
});

it('nothing is offered in prose and in comments', () => {
  expect(offered('steps:\n  - text: |\n      the kind: ‸').found).toBeNull();
  expect(offered('# kind: ‸').found).toBeNull();
});

it('texts of a scenario stay texts', () => {
  const evil = '<img src=x onerror=alert(1)>';
  const found = offered(`designs:\n  a:\n    title: "${evil}"\nclaims:\n  - design: ‸`);
  expect(choice(found, 'a')!.detail).toBe(evil);
});

describe('in a large scenario', () => {
  const parts = Array.from(
    { length: 40 },
    (_, i) => `  part-${i}:\n    kind: ${i % 2 ? 'sqs-queue' : 'service'}\n    at: [${i}, 0]\n`,
  );
  const wires = Array.from(
    { length: 60 },
    (_, i) => `  - part-${i % 40}.calls -> part-${(i + 1) % 40}.send\n`,
  );
  const large = (behind: string) => `format: 1\nparts:\n${parts.join('')}wires:\n${wires.join('')}${behind}`;
  const median = (act: () => void) => {
    const times = Array.from({ length: 15 }, () => {
      // Of the processor, not of the clock: others may be at work beside it.
      const began = process.cpuUsage();
      act();
      return process.cpuUsage(began).user / 1000;
    });
    return times.toSorted((a, b) => a - b)[7]!;
  };

  it.each([
    ['a wire', '  - part-0.calls -> '],
    ['an expression', 'claims:\n  - that: part-'],
    ['a setting of a design', 'designs:\n  a:\n    set:\n      '],
  ])('%s takes less than 20 ms', (_, behind) => {
    let n = 0;
    const took = median(() => {
      // Another text each time, as when somebody types.
      const text = `# ${n++}\n${large(behind)}`;
      const about = { read: reading(text), scenario, catalog };
      expect(completionsAt(about, text.length)!.choices.length).toBeGreaterThan(10);
      tipAt(about, text.indexOf('part-7.send'));
    });
    expect(took).toBeLessThan(20);
  });
});
