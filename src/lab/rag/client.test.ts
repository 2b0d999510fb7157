import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { DESK_DEFAULTS } from '../../retrieval/settings.ts';
import { type RagLab, RagRefused, startRagLab } from './client.ts';
import type { RagLibrary, RagProgress } from './protocol.ts';

const HOUSE: RagLibrary = {
  text: readFileSync('scenarios/rag/code/library.md', 'utf8'),
  questions: readFileSync('scenarios/rag/code/questions.json', 'utf8'),
  prior: '',
};

let lab: RagLab | null = null;
afterEach(() => lab?.close());

describe('a search somewhere else', () => {
  it('answers each question with its own answer', async () => {
    lab = await startRagLab('main thread');
    const ask = (question: string) =>
      lab!.query(HOUSE, DESK_DEFAULTS, { question, groups: ['everyone'], id: null });
    const [opened, lamp, cod] = await Promise.all([lab.open(HOUSE), ask('lamp'), ask('salt cod')]);
    expect(opened.scrolls.length).toBeGreaterThan(50);
    expect(lamp.prompt.messages[1]!.content).toContain('Question: lamp');
    expect(cod.prompt.messages[1]!.content).toContain('Question: salt cod');
  });

  it('refuses with a sentence', async () => {
    lab = await startRagLab('main thread');
    const refused = lab.open({ text: 'words', questions: '', prior: '' });
    await expect(refused).rejects.toThrow(RagRefused);
    await expect(refused).rejects.toThrow(/^The library cannot be read: expected line 1/);
  });

  it('is called off in the middle of a sweep, and goes on answering', async () => {
    lab = await startRagLab('main thread');
    const stop = new AbortController();
    const heard: RagProgress[] = [];
    const over = { sizes: [24, 48, 96, 192, 384], tops: [1, 5] };
    const swept = await lab.sweep(
      HOUSE,
      DESK_DEFAULTS,
      over,
      (told) => {
        heard.push(told);
        stop.abort();
      },
      stop.signal,
    );
    expect(swept.calledOff).toBe(true);
    expect(heard[0]!.of).toBe(5 * swept.questions);
    expect(heard.at(-1)!.done).toBeLessThan(heard[0]!.of);
    expect((await lab.open(HOUSE)).fault).toBeNull();
  });

  it('that is closed leaves nobody waiting', async () => {
    lab = await startRagLab('main thread');
    const swept = lab.sweep(HOUSE, DESK_DEFAULTS, { sizes: [24], tops: [1] });
    lab.close();
    await expect(swept).rejects.toThrow('The search was closed.');
  });
});
