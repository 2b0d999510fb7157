import { expect, test } from 'vitest';
import { scripted } from '../../../tests/laws/scripted.ts';
import { type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import { type Answering, listener } from '../../../tests/listener.ts';
import { type DocumentLetter, sourcesIn } from '../ragContents.ts';
import { documentStore } from './sim.ts';

const scroll = (id: string, more = '') =>
  `# The ${id}\nid: ${id}\nauthor: A\ndate: 2000-01-01\ngroups: everyone\n${more}\nWords of ${id}.\n\n`;
const LIBRARY = `${scroll('ark')}${scroll('bell')}${scroll('cask', 'supersedes: ark\n')}`;

function world(
  acts: readonly SmallAct[] = [],
  settings: Readonly<Record<string, unknown>> = {},
  answer?: (nth: number) => Answering,
) {
  const index = listener(answer);
  const asker = scripted([{ at: '200s' }]);
  const small = worldOf({
    parts: {
      store: [documentStore, { library: LIBRARY, heldBack: 'bell', crawlEvery: '60s', ...settings }],
      index: [index.part],
      asker: [asker.part],
    },
    wires: ['store.documents > index.in', 'asker.out > store.all'],
    acts,
    until: '250s',
  });
  const heard = () =>
    index.heard.map(({ at, content }) => {
      const { document, removed } = content as DocumentLetter;
      return `${at} ${removed ? '-' : '+'}${document.id}`;
    });
  return { small, heard, index, asker };
}

test('the first crawl hands on what is on the shelf, with what is known of it', () => {
  const { small, heard, index } = world();
  small.run('30s');
  expect(heard()).toEqual(['0 +ark', '0 +cask']);
  expect(index.heard[0]!.content).toEqual({
    body: 'Words of ark.',
    document: { id: 'ark', title: 'The ark', date: '2000-01-01', groups: ['everyone'], replacedBy: 'cask' },
    removed: false,
  });
  expect([small.read('store.scrolls'), small.read('store.heldBack'), small.read('store.stale')]).toEqual([
    2, 1, 0,
  ]);
});

test('what is published is stale until the next crawl, and nothing else is handed on again', () => {
  const { small, heard } = world([{ at: '70s', part: 'store', act: 'publish', with: { scroll: 'bell' } }]);
  small.run('119s');
  expect([small.read('store.stale'), small.read('store.indexed')]).toEqual([1, 2]);
  small.run();
  expect(heard()).toEqual(['0 +ark', '0 +cask', '120 +bell']);
  expect(small.read('store.stale')).toBe(0);
  // Two at once, and one after fifty seconds.
  expect(small.timing('store.lag')).toMatchObject({ count: 3, sum: 50_000_000 });
});

test('what is withdrawn is found until the index is told that it is gone', () => {
  const acts = [
    { at: '10s', part: 'store', act: 'withdraw', with: { scroll: 'ark' } },
    { at: '40s', part: 'store', act: 'crawl' },
  ];
  const { small, heard } = world(acts);
  small.run();
  expect(heard()).toEqual(['0 +ark', '0 +cask', '40 -ark']);
  expect(small.read('store.indexed')).toBe(1);
});

test('withdrawn and published again between two crawls, nothing has changed', () => {
  const acts = [
    { at: '10s', part: 'store', act: 'withdraw', with: { scroll: 'ark' } },
    { at: '20s', part: 'store', act: 'publish', with: { scroll: 'ark' } },
    { at: '21s', part: 'store', act: 'publish', with: { scroll: 'nobody-knows-it' } },
  ];
  const { small, heard } = world(acts);
  small.run();
  expect(heard()).toHaveLength(2);
});

test('what was not taken is handed on again at the next crawl', () => {
  const { small, heard } = world([], {}, (nth) => ({ outcome: nth === 0 ? 'failed' : 'ok' }));
  small.run();
  expect(heard()).toEqual(['0 +ark', '0 +cask', '60 +ark']);
  expect([small.read('store.failed'), small.read('store.sent')]).toEqual([1, 3]);
});

test('reset, the indexer hands on everything', () => {
  const { small, heard } = world([{ at: '10s', part: 'store', act: 'crawl', with: { everything: true } }]);
  small.run();
  expect(heard()).toEqual(['0 +ark', '0 +cask', '10 +ark', '10 +cask']);
});

test('another library: what differs is handed on, what is gone is told', () => {
  const library = `${scroll('ark')}${scroll('dory')}`;
  const { small, heard } = world([{ at: '10s', part: 'store', act: 'set', with: { library } }]);
  small.run('70s');
  // The ark is no longer replaced by anything: that is another letter.
  expect(heard().slice(2)).toEqual(['60 +ark', '60 -cask', '60 +dory']);
});

test('whoever asks gets the whole shelf, untrimmed', () => {
  const { small, asker } = world();
  small.run();
  const whole = sourcesIn(asker.answers[0]!.content)!;
  expect(whole.documents.map(({ key, text }) => [key, text])).toEqual([
    ['ark', 'Words of ark.'],
    ['cask', 'Words of cask.'],
  ]);
  expect(asker.answers[0]!.at).toBe(200_020_000);
});

test('a library that cannot be read is said to be so', () => {
  const settings = {
    library: 'No title.',
    heldBack: '',
    crawlEvery: 1,
    latency: { law: 'constant', value: 0 },
  };
  expect(documentStore.check?.(settings as never)).toMatchObject([{ setting: 'library' }]);
  const lost = { ...settings, library: LIBRARY, heldBack: 'dory' };
  expect(documentStore.check?.(lost as never)).toMatchObject([{ setting: 'heldBack' }]);
});
