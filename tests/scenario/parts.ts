import { catalog } from '../../src/parts/catalog.ts';
import { definePart } from '../../src/parts/contract.ts';

const source = 'made up for tests';
const FALLBACK = { default: null, source } as const;
const count = { type: 'count', default: 1, min: 0, max: 10, unit: 'rings', says: 'Rings.', source } as const;

/** A kind with what no real one needs to have: an act that happens at once, settings that contradict, one of each type. */
const bell = definePart({
  title: 'Bell',
  says: 'Rings.',
  spec: {
    kind: 'bell',
    ports: { in: { side: 'in', protocol: 'request', says: 'who rings it' } },
    metrics: { rings: { type: 'counter', unit: 'rings', says: 'rings' } },
    timers: [],
    streams: [],
  },
  settings: {
    least: { ...count, default: 0 },
    most: { ...count, default: 5 },
    watches: { ...FALLBACK, type: 'metric', says: 'Rings when it changes.' },
    motto: {
      ...FALLBACK,
      type: 'text',
      pattern: /^[^\n]{1,60}$/,
      expected: 'a line of at most 60 characters',
      says: 'Cast into it.',
    },
  },
  wires: {
    in: {
      tune: {
        ...FALLBACK,
        type: 'json',
        document: 'a tune',
        read: (written) => ({ ok: true, value: written }),
        says: 'What is rung.',
      },
      loud: { type: 'flag', default: false, source, says: 'It is heard far off.' },
    },
  },
  acts: { ring: { title: 'Ring', says: 'It rings.', lasts: false, settings: { times: count } } },
  behaviour: { state: () => ({}) },
  check: ({ least, most }) =>
    least > most ? [{ setting: 'least', expected: `at most ${most}, as most says` }] : [],
  status: () => ({ mood: 'calm', word: 'still' }),
});

/** A kind that carries a program, and runs none. */
const program = definePart({
  title: 'Program',
  says: 'Has a source.',
  spec: {
    kind: 'program',
    ports: {},
    metrics: { runs: { type: 'counter', unit: 'runs', says: 'runs' } },
    timers: [],
    streams: [],
  },
  settings: {
    code: {
      type: 'code',
      default: 'package main\n\nfunc main() {}\n',
      language: 'Go',
      says: 'Its source.',
      source,
    },
    version: { ...count, default: 24, min: 21, max: 24, unit: 'versions' },
  },
  acts: {},
  behaviour: { state: () => ({}) },
  status: () => ({ mood: 'calm', word: 'still' }),
});

export const testCatalog = new Map([...catalog, ['bell', bell] as const, ['program', program] as const]);
