/**
 * A real model behind an endpoint that speaks OpenAI's chat completions: asked over the network with the learner's own key, streamed.
 * The key is handed to fetch and nowhere else; no error text may carry it.
 */
import type { RagPrompt } from '../../lab/rag/protocol.ts';
import { eventReader, type StreamPart, type Told, toldOf } from './stream.ts';

export interface Endpoint {
  /** Up to and with the version: https://api.openai.com/v1, or with the address's own query. */
  readonly base: URL;
  readonly model: string;
  readonly key: string;
}

/** Encrypted, or on this very machine. */
const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3})$/;

/** @returns the address, or what was expected */
export function readBase(text: string): URL | string {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return 'an address such as https://api.openai.com/v1';
  }
  if (url.username !== '' || url.password !== '') return 'an address without a name or a password in it';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOCAL.test(url.hostname)))
    return 'an address that begins with https://, or http:// on this machine (127.0.0.1 or localhost)';
  return url;
}

/** `…/v1` -> `…/v1/chat/completions`; whoever names the whole path means it. */
export function chatAddress(base: URL): string {
  const url = new URL(base);
  url.hash = '';
  if (!/\/chat\/completions\/?$/.test(url.pathname))
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/chat/completions`;
  return url.href;
}

export interface RealAnswer {
  readonly text: string;
  readonly finish: string | null;
  /** As the endpoint counts them, where it does. */
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  /** Lines that were no events. */
  readonly garbage: number;
}

/** So long may nothing come, ms. */
const PATIENCE = 60_000;
/** More is no answer. */
const LETTERS_MOST = 200_000;
const GARBAGE_MOST = 20;

/** What went wrong, in a sentence. */
export class RealTrouble extends Error {}

/**
 * @param hear the answer as far as it came @param signal stops it: what came until then is the answer
 * @throws RealTrouble
 */
export async function askReal(
  { base, model, key }: Endpoint,
  prompt: Pick<RagPrompt, 'messages' | 'maxTokens'>,
  hear: (answer: RealAnswer) => void,
  signal: AbortSignal,
  patience: number = PATIENCE,
): Promise<RealAnswer> {
  const stop = new AbortController();
  const onStop = () => stop.abort('stopped');
  if (signal.aborted) onStop();
  signal.addEventListener('abort', onStop);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stop.abort('silent'), patience);
  };
  let answer: RealAnswer = { text: '', finish: null, promptTokens: null, completionTokens: null, garbage: 0 };
  const add = (told: Told) => {
    answer = {
      ...answer,
      text: answer.text + told.text,
      finish: told.finish ?? answer.finish,
      promptTokens: told.promptTokens ?? answer.promptTokens,
      completionTokens: told.completionTokens ?? answer.completionTokens,
    };
  };
  /** @returns whether the answer is whole */
  const takeIn = (parts: readonly StreamPart[]): boolean => {
    for (const part of parts) {
      if (part.is === 'done') return true;
      if (part.is === 'told') add(part.told);
      else answer = { ...answer, garbage: answer.garbage + 1 };
    }
    if (answer.garbage > GARBAGE_MOST && answer.text === '')
      throw new RealTrouble(
        'It answers, but not as chat completions do: no event of its stream could be read.',
      );
    if (answer.text.length > LETTERS_MOST)
      throw new RealTrouble(`It did not stop: ${LETTERS_MOST / 1000},000 letters are enough.`);
    hear(answer);
    return false;
  };
  wait();
  try {
    const response = await fetch(chatAddress(base), {
      method: 'POST',
      signal: stop.signal,
      // Nothing of this page goes along but what is written here.
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      cache: 'no-store',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...(key === '' ? {} : keyHeaders(base, key)),
      },
      body: JSON.stringify({
        ...(model === '' ? {} : { model }),
        messages: prompt.messages,
        max_tokens: prompt.maxTokens,
        temperature: 0,
        stream: true,
      }),
    });
    wait();
    if (!response.ok) throw new RealTrouble(await refusal(response, key));
    if (!response.body) throw new RealTrouble('Its answer is empty.');
    if (/^application\/json\b/i.test(response.headers.get('content-type') ?? '')) {
      const told = toldOf(JSON.parse(await headOf(response.body, wait)));
      if (!told) throw new RealTrouble('It answers, but not as chat completions do.');
      add(told);
      hear(answer);
    } else await takeStream(response.body, takeIn, wait);
    if (answer.text === '' && answer.garbage > 0)
      throw new RealTrouble(
        'It answers, but not as chat completions do: no event of its stream could be read.',
      );
    return answer;
  } catch (error) {
    if (error instanceof RealTrouble) throw error;
    if (stop.signal.reason === 'stopped') return answer;
    if (stop.signal.reason === 'silent')
      throw new RealTrouble(`Nothing was heard of it for ${Math.round(patience / 1000)} s.`);
    if (error instanceof SyntaxError) throw new RealTrouble('It answers, but not with JSON.');
    throw new RealTrouble(
      answer.text === ''
        ? `${base.origin} cannot be reached: nobody answers there, or it does not let pages ask it (CORS).`
        : 'The stream broke off.',
    );
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onStop);
    stop.abort();
  }
}

/** Azure's own endpoints want the key under another name. */
const keyHeaders = (base: URL, key: string): Readonly<Record<string, string>> =>
  /\.(?:azure\.com|microsoft\.com)$/.test(base.hostname)
    ? { 'api-key': key }
    : { authorization: `Bearer ${key}` };

async function takeStream(
  body: ReadableStream<Uint8Array>,
  takeIn: (parts: readonly StreamPart[]) => boolean,
  wait: () => void,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const events = eventReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      wait();
      if (done) break;
      if (takeIn(events.take(decoder.decode(value, { stream: true })))) return;
    }
    takeIn(events.end());
  } finally {
    void reader.cancel().catch(() => {});
  }
}

/** The beginning of a body, as text. */
async function headOf(body: ReadableStream<Uint8Array>, wait: () => void): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      wait();
      if (done) return text;
      text += decoder.decode(value, { stream: true });
      if (text.length > 4 * LETTERS_MOST) throw new RealTrouble('Its answer does not end.');
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}

const SAID_MOST = 300;

/** Its own words, as far as they are words; some services repeat the key in them. */
async function refusal(response: Response, key: string): Promise<string> {
  const text = response.body ? await headOf(response.body, () => {}) : '';
  let said = '';
  try {
    const raw = JSON.parse(text) as { error?: { message?: unknown } | string; message?: unknown } | null;
    const message = typeof raw?.error === 'object' ? raw.error?.message : (raw?.error ?? raw?.message);
    if (typeof message === 'string') said = message;
  } catch {
    // A page of HTML says nothing to anybody.
  }
  const words = withoutKey(said, key).slice(0, SAID_MOST);
  const after = response.headers.get('retry-after');
  const again = response.status === 429 && after ? ` Again in ${after} s.` : '';
  return `It refused with ${response.status}${words === '' ? '.' : `: ${words}`}${again}`;
}

const withoutKey = (text: string, key: string): string =>
  (key.length >= 4 ? text.replaceAll(key, '…') : text).replace(/\b(?:sk|pk)-[\w*.-]{5,}[\w*]/g, '…');
