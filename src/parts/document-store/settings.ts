import type { ActSpec, SettingsSpec } from '../contract.ts';
import { SAMPLE_HELD_BACK, SAMPLE_LIBRARY } from '../ragSample.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const INDEXER = 'https://learn.microsoft.com/azure/search/search-howto-schedule-indexers';
const ONE_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

export const settings = {
  library: {
    type: 'code',
    default: SAMPLE_LIBRARY,
    language: 'Markdown',
    says: 'The scrolls, one after another: a title after `# `, lines with id, author, date and groups, then the words.',
    source: ASSUMPTION,
  },
  heldBack: {
    type: 'text',
    default: SAMPLE_HELD_BACK,
    pattern: /^(?:[a-z0-9][a-z0-9-]{0,63}(?:, *[a-z0-9][a-z0-9-]{0,63})*)?$/,
    expected: 'ids of scrolls with commas between them',
    says: 'Scrolls that are not on the shelf yet: an act publishes them.',
    source: ASSUMPTION,
    fixed: 'What is held back is settled before the run begins.',
  },
  crawlEvery: {
    type: 'duration',
    default: '5m',
    min: '1s',
    max: '1d',
    says: 'How often the indexer looks for what has changed; what changes in between, the index does not know.',
    source: `${INDEXER} (five minutes is the shortest there)`,
  },
  latency: {
    type: 'distribution',
    default: '20ms',
    says: 'Time to hand over the whole library to whoever asks for it.',
    source: ASSUMPTION,
  },
} as const satisfies SettingsSpec;

const scroll = (says: string) =>
  ({
    type: 'text',
    default: SAMPLE_HELD_BACK,
    pattern: ONE_ID,
    expected: 'the id of a scroll',
    says,
    source: ASSUMPTION,
  }) as const;

export const acts = {
  publish: {
    title: 'Publish a scroll',
    says: 'It is on the shelf from now on; the index has it after the next crawl.',
    lasts: false,
    settings: { scroll: scroll('Which one.') },
  },
  withdraw: {
    title: 'Withdraw a scroll',
    says: 'It is taken off the shelf; the index goes on finding it until the next crawl.',
    lasts: false,
    settings: { scroll: scroll('Which one.') },
  },
  crawl: {
    title: 'Run the indexer',
    says: 'It looks for changes at once.',
    lasts: false,
    settings: {
      everything: {
        type: 'flag',
        default: false,
        says: 'Reset it first: it hands on every scroll again, changed or not.',
        source: 'https://learn.microsoft.com/azure/search/search-howto-run-reset-indexers',
      },
    },
  },
} as const satisfies Record<string, ActSpec>;
