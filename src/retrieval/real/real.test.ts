import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { scriptBytes } from '../loaded.ts';
import { askReal, chatAddress, type RealAnswer, RealTrouble, readBase } from './endpoint.ts';
import { spokenOf } from './spoken.ts';
import { eventReader, type StreamPart } from './stream.ts';

const event = (text: string, more: object = {}): string =>
  `data: ${JSON.stringify({ choices: [{ delta: { content: text }, ...more }] })}\n\n`;

const words = (parts: readonly StreamPart[]): string =>
  parts.map((part) => (part.is === 'told' ? part.told.text : `<${part.is}>`)).join('');

describe('a stream of events', () => {
  const whole = `: a word to nobody\r\nevent: x\r\n${event('Every ')}${event('“ninth” evening.')}data: [DONE]\n\n`;

  it('is the same however it is cut', () => {
    for (let size = 1; size < whole.length; size++) {
      const reader = eventReader();
      const parts: StreamPart[] = [];
      for (let at = 0; at < whole.length; at += size) parts.push(...reader.take(whole.slice(at, at + size)));
      parts.push(...reader.end());
      expect(words(parts)).toBe('Every “ninth” evening.<done>');
    }
  });

  it('of anything else is garbage, and says so', () => {
    const reader = eventReader();
    expect(words(reader.take('<html>\ndata: {"choices":\ndata: []\ndata: null\n'))).toBe(
      '<garbage><garbage><garbage><garbage>',
    );
    expect(words(reader.take('x'.repeat(1_000_001)))).toBe('<garbage>');
    expect(words(reader.take('\n'))).toBe('');
  });
});

describe('an address', () => {
  it.each([
    ['https://api.openai.com/v1', 'https://api.openai.com/v1/chat/completions'],
    ['https://api.openai.com/v1/', 'https://api.openai.com/v1/chat/completions'],
    [' http://127.0.0.1:8080/v1 ', 'http://127.0.0.1:8080/v1/chat/completions'],
    ['http://localhost:11434/v1#x', 'http://localhost:11434/v1/chat/completions'],
    [
      'https://x.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21',
      'https://x.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21',
    ],
  ])('%s', (text, address) => {
    const base = readBase(text);
    if (typeof base === 'string') throw new Error(base);
    expect(chatAddress(base)).toBe(address);
  });

  it.each([
    '',
    'api.openai.com',
    'http://example.com/v1',
    'http://127.0.0.1.example.com',
    'javascript:1',
    'https://me:pw@example.com',
  ])('not %s', (text) => expect(readBase(text)).toMatch(/^an address /));
});

const KEY = 'secret-key-0815';
const PROMPT = { messages: [{ role: 'user', content: 'Why?' }] as const, maxTokens: 20 };
let close = () => {};
afterEach(() => close());

/** A service on this machine. */
async function served(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}

function asked(
  base: string,
  options: { signal?: AbortSignal; patience?: number; hear?: (a: RealAnswer) => void } = {},
) {
  const url = readBase(base);
  if (typeof url === 'string') throw new Error(url);
  const { signal = new AbortController().signal, patience = 5_000, hear = () => {} } = options;
  return askReal({ base: url, model: 'small', key: KEY }, PROMPT, hear, signal, patience);
}

/** The sentence of what went wrong. */
const trouble = (base: string, options = {}): Promise<string> =>
  asked(base, options).then(
    () => 'nothing went wrong',
    (error: unknown) => {
      expect(error).toBeInstanceOf(RealTrouble);
      return (error as Error).message;
    },
  );

describe('a real model', () => {
  it('gets the prompt and the key, and is heard piece by piece', async () => {
    let body: unknown;
    let headers: IncomingMessage['headers'] = {};
    const base = await served(async (request, response) => {
      headers = request.headers;
      body = JSON.parse(await bodyOf(request));
      expect(request.url).toBe('/v1/chat/completions');
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(event('Every '));
      setTimeout(() => response.end(`${event('ninth.', { finish_reason: 'stop' })}data: [DONE]\n\n`), 30);
    });
    const heard: string[] = [];
    const answer = await asked(base, { hear: ({ text }) => heard.push(text) });
    expect(answer).toMatchObject({ text: 'Every ninth.', finish: 'stop', garbage: 0 });
    expect(heard[0]).toBe('Every ');
    expect(body).toEqual({
      model: 'small',
      messages: PROMPT.messages,
      max_tokens: 20,
      temperature: 0,
      stream: true,
    });
    expect(headers.authorization).toBe(`Bearer ${KEY}`);
    expect(headers.referer).toBeUndefined();
  });

  it('that does not stream is heard at once', async () => {
    const base = await served((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          choices: [{ message: { content: 'Yes.' } }],
          usage: { prompt_tokens: 9, completion_tokens: 2 },
        }),
      );
    });
    expect(await asked(base)).toMatchObject({ text: 'Yes.', promptTokens: 9, completionTokens: 2 });
  });

  it('that is stopped has said what it said', async () => {
    const base = await served((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(event('And so on'));
    });
    const stop = new AbortController();
    const answer = await asked(base, {
      signal: stop.signal,
      hear: ({ text }) => text !== '' && stop.abort(),
    });
    expect(answer.text).toBe('And so on');
  });

  it('that refuses says why, and never with the key', async () => {
    const base = await served((_, response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ error: { message: `Incorrect API key provided: ${KEY}, or sk-abcdef123.` } }),
      );
    });
    expect(await trouble(base)).toBe('It refused with 401: Incorrect API key provided: …, or ….');
  });

  it('that is asked too often says when to come again', async () => {
    const base = await served((_, response) => {
      response.writeHead(429, { 'retry-after': '7' });
      response.end('<html>slow down</html>');
    });
    expect(await trouble(base)).toBe('It refused with 429. Again in 7 s.');
  });

  it('that does not answer is given up', async () => {
    const base = await served(() => {});
    expect(await trouble(base, { patience: 150 })).toBe('Nothing was heard of it for 0 s.');
    close();
    expect(await trouble(base)).toMatch(/^http:\/\/127\.0\.0\.1:\d+ cannot be reached: nobody answers there/);
  });

  it('that falls silent in the middle is given up', async () => {
    const base = await served((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(event('Every'));
    });
    expect(await trouble(base, { patience: 200 })).toMatch(/^Nothing was heard of it/);
  });

  it('that streams garbage, or half an answer, or no end, is told apart', async () => {
    const bodies = ['<html>\n'.repeat(50), '{"choices": [', event('x'.repeat(250_000))];
    const base = await served((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(bodies.shift());
    });
    expect(await trouble(base)).toMatch(/^It answers, but not as chat completions do/);
    expect(await trouble(base)).toMatch(/^It answers, but not as chat completions do/);
    expect(await trouble(base)).toBe('It did not stop: 200,000 letters are enough.');
  });

  it('that sends the page elsewhere is not followed', async () => {
    const base = await served((_, response) => {
      response.writeHead(307, { location: 'https://example.com/' });
      response.end();
    });
    expect(await trouble(base)).toMatch(/cannot be reached/);
  });
});

const source = (number: number, text: string, mayRead = true) =>
  ({
    is: 'source',
    number,
    key: `s#${number}`,
    title: 's',
    text,
    tokens: 1,
    mayRead,
    orders: false,
  }) as const;

describe('what anybody says', () => {
  const pieces = [
    source(1, 'The lamp is trimmed every ninth evening. Its oil comes in casks of 40 litres.'),
    source(2, 'The roof will cost 18,500 pounds.', false),
  ];
  const said = (text: string) =>
    spokenOf(text, { pieces }).sentences.map(({ cites, isUngrounded, isCitedRightly, leaks, from }) => ({
      cites,
      isUngrounded,
      isCitedRightly,
      leaks,
      from,
    }));
  const sound = { isUngrounded: false, isCitedRightly: true, leaks: false, from: 'source' };

  it('is measured by the same rule, wherever the citation stands', () => {
    expect(said('The lamp is trimmed every ninth evening [1].')).toEqual([{ ...sound, cites: [1] }]);
    expect(
      said('The lamp is trimmed every ninth evening. [1] Its oil comes in casks of 40 litres.[doc1]'),
    ).toEqual([
      { ...sound, cites: [1] },
      { ...sound, cites: [1] },
    ]);
    expect(said('**The oil** comes in casks of 40 litres 【1】')).toEqual([{ ...sound, cites: [1] }]);
  });

  it('with another figure is ungrounded, with another source wrongly cited, from a closed one a leak', () => {
    expect(said('Its oil comes in casks of 50 litres [1].')).toMatchObject([{ isUngrounded: true }]);
    expect(said('Its oil comes in casks of 40 litres [2].')).toMatchObject([
      { isUngrounded: false, isCitedRightly: false },
    ]);
    expect(said('The roof will cost 18,500 pounds [2].')).toMatchObject([{ leaks: true }]);
    expect(said('It comes in casks [7].')[0]!.cites).toEqual([]);
  });

  it('when nothing was found claims nothing', () => {
    for (const text of [
      'The sources do not say.',
      'That was not found.',
      'I could not find it in the sources.',
    ])
      expect(spokenOf(text, { pieces })).toMatchObject({ grounded: null, sentences: [{ from: 'nothing' }] });
    expect(spokenOf('', { pieces })).toEqual({ sentences: [], grounded: null, cited: null });
    expect(spokenOf('[1] [2]', { pieces }).sentences).toEqual([]);
  });
});

it('the size of the script is what the browser tells', () => {
  const entry = (name: string, decodedBodySize: number) =>
    ({ name, decodedBodySize }) as unknown as PerformanceEntry;
  expect(scriptBytes([entry('https://x/assets/rag.worker-Ab_1.js', 1_118_770)])).toBe(1_118_770);
  expect(scriptBytes([entry('https://x/src/lab/rag/rag.worker.ts', 900)])).toBeNull();
  expect(scriptBytes([entry('https://x/assets/go.worker-Ab.js', 1_118_770)])).toBeNull();
});
