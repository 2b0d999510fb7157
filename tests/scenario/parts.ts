import { catalog } from '../../src/parts/catalog.ts';
import { definePart } from '../../src/parts/contract.ts';

const source = 'made up for tests';
const count = { type: 'count', default: 1, min: 0, max: 10, unit: 'rings', says: 'Rings.', source } as const;

/** A kind with what no real one needs to have: an act that happens at once, and settings that contradict. */
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
  settings: { least: { ...count, default: 0 }, most: { ...count, default: 5 } },
  acts: { ring: { title: 'Ring', says: 'It rings.', lasts: false, settings: { times: count } } },
  behaviour: { state: () => ({}) },
  check: ({ least, most }) =>
    least > most ? [{ setting: 'least', expected: `at most ${most}, as most says` }] : [],
  status: () => ({ mood: 'calm', word: 'still' }),
});

export const testCatalog = new Map([...catalog, ['bell', bell] as const]);
