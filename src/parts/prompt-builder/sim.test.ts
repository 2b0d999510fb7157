import { describe, expect, test } from 'vitest';
import { type Step, scripted } from '../../../tests/laws/scripted.ts';
import { worldOf } from '../../../tests/laws/smallWorld.ts';
import { type Answering, listener } from '../../../tests/listener.ts';
import { type FoundSource, promptIn } from '../ragContents.ts';
import { promptBuilder } from './sim.ts';

const source = (n: number, text = `Fact number ${n}.`): FoundSource => ({
  key: `s${n}#0`,
  scroll: `s${n}`,
  title: `Scroll ${n}`,
  date: '2000-01-01',
  text,
  groups: ['everyone'],
  replacedBy: null,
});
const SOURCES = [1, 2, 3].map((n) => source(n));

interface Asked {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly found?: readonly FoundSource[];
  readonly model?: (nth: number) => Answering;
  readonly steps?: readonly Step[];
  readonly without?: string;
}

function ask({ settings = {}, found = SOURCES, model, without = '-', steps }: Asked = {}) {
  const reader = scripted(steps ?? [{ at: '1s', says: { body: 'What is fact 2?' } }]);
  const index = listener(() => ({ outcome: 'ok', content: { body: '', hits: found } }));
  const store = listener(() => ({ outcome: 'ok', content: { body: '', documents: found } }));
  const answering = listener(model ?? (() => ({ outcome: 'ok', content: { body: 'Two.' } })));
  const small = worldOf({
    parts: {
      reader: [reader.part],
      prompt: [promptBuilder, settings],
      index: [index.part],
      store: [store.part],
      model: [answering.part],
    },
    wires: [
      'reader.out > prompt.ask',
      'prompt.search > index.in',
      'prompt.library > store.in',
      'prompt.model > model.in',
    ].filter((wire) => !wire.startsWith(without)),
    until: '200s',
  }).run();
  const sheets = answering.heard.map(({ content }) => promptIn(content)!);
  return {
    small,
    sheets,
    times: answering.heard.map(({ at }) => at),
    answer: reader.answers[0]!,
    index,
    store,
  };
}

test('instructions, numbered sources, the question', () => {
  const { sheets, answer, small } = ask({ settings: { top: 2 } });
  const [{ body, prompt }] = sheets as [(typeof sheets)[0]];
  expect(body).toContain('Use the numbered sources and nothing else.');
  expect(body).toContain('<source number="1" title="Scroll 1" date="2000-01-01">\nFact number 1.\n</source>');
  expect(body).toMatch(/number="2"[\s\S]*Question: What is fact 2\?/);
  expect(body).not.toContain('number="3"');
  expect(prompt.sources).toEqual(SOURCES.slice(0, 2));
  expect(answer).toMatchObject({ outcome: 'ok', content: { body: 'Two.' } });
  expect([
    small.read('prompt.sources'),
    small.read('prompt.promptTokens'),
    small.read('prompt.open'),
  ]).toEqual([2, prompt.tokens, 0]);
});

test('told just to answer, and without marks, the sheet says so', () => {
  const { sheets } = ask({ settings: { instructions: 'answer', delimits: false } });
  expect(sheets[0]!.body).toContain('The numbered sources may help you.');
  expect(sheets[0]!.body).toContain('[1] Scroll 1 (2000-01-01)\nFact number 1.');
  expect(sheets[0]!.body).not.toMatch(/<source|not found/);
  expect(sheets[0]!.prompt.instructions).toMatchObject({
    onlySources: false,
    sayNotFound: false,
    delimit: false,
  });
});

test('without a search, or with none of what it finds, there are no sources', () => {
  const bare = ask({ without: 'prompt.search' });
  expect(bare.sheets[0]!.prompt.sources).toEqual([]);
  const none = ask({ settings: { top: 0 } });
  expect([none.sheets[0]!.body, none.index.heard]).toEqual([bare.sheets[0]!.body, []]);
});

test('the whole library goes in as it is, however many', () => {
  const { sheets, index, store } = ask({ settings: { wholeLibrary: true, top: 1 } });
  expect(sheets[0]!.prompt.sources).toEqual(SOURCES);
  expect([index.heard.length, store.heard.length]).toEqual([0, 1]);
});

describe('the window', () => {
  const long = source(1, 'word '.repeat(300));
  const small = { contextWindow: 400, maxTokens: 100 };

  test('what does not fit is left out, and a shorter one behind it gets in', () => {
    const { sheets, small: world } = ask({ settings: small, found: [long, ...SOURCES.slice(1)] });
    expect(sheets[0]!.prompt.sources.map(({ key }) => key)).toEqual(['s2#0', 's3#0']);
    expect([sheets[0]!.prompt.dropped, world.read('prompt.leftOut')]).toEqual([1, 1]);
    expect(sheets[0]!.prompt.tokens).toBeLessThanOrEqual(300);
  });

  test('sent anyway, it is the model that refuses', () => {
    const error = { code: 'context_length_exceeded', message: 'Too long.', status: 400 };
    const {
      sheets,
      answer,
      small: world,
    } = ask({
      settings: { ...small, whenTooLong: 'send it anyway' },
      found: [long],
      model: () => ({ outcome: 'invalid', content: error }),
    });
    expect(sheets[0]!.prompt.tokens).toBeGreaterThan(300);
    expect(answer).toMatchObject({ outcome: 'invalid', content: error });
    expect([world.read('prompt.tooLong'), world.read('prompt.failed')]).toEqual([1, 1]);
  });

  test('a question that does not fit by itself is refused here', () => {
    const steps = [{ at: '1s', says: { body: 'word '.repeat(300) } }];
    const { sheets, answer } = ask({ settings: small, steps });
    expect(sheets).toEqual([]);
    expect(answer).toMatchObject({
      outcome: 'invalid',
      content: { code: 'context_length_exceeded', status: 400 },
    });
  });

  test('an answer as long as the window leaves no room for a prompt', () => {
    expect(promptBuilder.check?.({ maxTokens: 800, contextWindow: 800 } as never)).toMatchObject([
      { setting: 'maxTokens' },
    ]);
  });
});

describe('429', () => {
  const told = (retryAfterMs?: number): Answering => ({
    outcome: 'throttled',
    content: { code: '429', message: 'Later.', status: 429, ...(retryAfterMs && { retryAfterMs }) },
  });

  test('is waited out as the answer says, and then the model is asked the same', () => {
    const { times, sheets, small, answer } = ask({
      model: (n) => (n === 0 ? told(20_000) : { outcome: 'ok' }),
    });
    expect(times).toEqual([1, 21]);
    expect(sheets[1]).toEqual(sheets[0]);
    expect([small.read('prompt.retries'), small.area('prompt.waiting'), answer.outcome]).toEqual([
      1,
      20e6,
      'ok',
    ]);
  });

  test('where it says nothing, or too much, the wait doubles, and after the last try the error goes back', () => {
    const { times, answer } = ask({
      settings: { retries: 3 },
      model: (n) => told(n === 0 ? 61_000 : undefined),
    });
    expect(times).toEqual([1, 1.5, 2.5, 4.5]);
    expect(answer).toMatchObject({ outcome: 'throttled', content: { code: '429' } });
  });
});
