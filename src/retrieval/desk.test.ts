import { expect, it, vi } from 'vitest';
import { nearRagLab, SHELF } from '../../tests/ragLab.ts';
import type { RagQueried } from '../lab/rag/protocol.ts';
import { openRetrieval } from './desk.ts';

async function opened() {
  const lab = nearRagLab();
  const desk = openRetrieval({ library: SHELF, question: 'ferry' }, async () => lab);
  const { getState } = desk.store;
  const settled = () => vi.waitFor(() => expect(getState().isStale).toBe(false));
  await settled();
  return { lab, desk, state: getState, settled };
}

it('begins with the question that a link names, and with the first where there is no such', async () => {
  const { state, desk } = await opened();
  expect(state().questionId).toBe('ferry');
  desk.close();
  const other = openRetrieval({ library: SHELF, question: 'nobody' }, async () => nearRagLab());
  await vi.waitFor(() => expect(other.store.getState().questionId).toBe('lamp'));
});

it('an answer that comes too late is forgotten', async () => {
  const { lab, desk, state, settled } = await opened();
  const { query } = lab;
  let late: () => void = () => {};
  lab.query = async (library, settings, asked) => {
    const answer: RagQueried = await query(library, settings, asked);
    if (asked.question.includes('roof'))
      await new Promise<void>((resolve) => {
        late = resolve;
      });
    return answer;
  };
  const question = (id: string) => state().opened!.questions.find((one) => one.id === id)!;
  desk.choose(question('roof'));
  desk.choose(question('lamp'));
  await settled();
  late();
  await new Promise((resolve) => setTimeout(resolve));
  expect(state().queried!.measured!.right).toBe('Every 9 evenings.');
});

it('a library that cannot be read leaves the old one, and what was being asked of it is answered', async () => {
  const { desk, state, settled } = await opened();
  desk.type('oil in casks');
  expect(await desk.put({ text: 'words', questions: '', prior: '' })).toMatch(/a scroll begins with/);
  await settled();
  expect(state().opened!.scrolls).toHaveLength(5);
  expect(state().queried!.prompt.messages[1]!.content).toContain('oil in casks');
});

it('another library forgets what was measured of the old one', async () => {
  const { desk, state } = await opened();
  await desk.sweep();
  expect(state().swept!.points.length).toBeGreaterThan(0);
  const one = '# One\nid: one\nauthor: Me\ndate: 2026-01-01\ngroups: everyone\n\nOnly this.';
  expect(await desk.put({ text: one, questions: '', prior: '' })).toBeNull();
  expect(state()).toMatchObject({ swept: null, question: '', scroll: 'one' });
});
