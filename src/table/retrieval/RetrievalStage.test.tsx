import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { atTable } from '../../../tests/atTable.ts';
import { nearRagLab, SHELF } from '../../../tests/ragLab.ts';
import { catalog } from '../../parts/catalog.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { designOf } from '../design.ts';
import { editsFor, lentBy } from './lent.ts';
import { RetrievalStage } from './RetrievalStage.tsx';

const SCENARIO = {
  format: 1,
  id: 'readers',
  title: 'Readers',
  series: 'azure',
  summary: 'A library, and what is asked of it.',
  duration: '10m',
  seed: 1,
  parts: {
    readers: { kind: 'traffic-source', at: [0, 0] },
    shelf: {
      kind: 'document-store',
      name: 'Shelf',
      at: [0, 200],
      settings: { library: SHELF.text, heldBack: '' },
    },
    cutter: { kind: 'chunker', at: [200, 200], settings: { size: 32, overlap: 8 } },
    vectors: { kind: 'embedder', at: [400, 200], settings: { trainedOn: SHELF.text, dimensions: 8 } },
    index: { kind: 'search-index', at: [600, 200], settings: { top: 4, mode: 'text' } },
    prompts: { kind: 'prompt-builder', at: [400, 0], settings: { top: 2, maxTokens: 100 } },
    model: { kind: 'model-deployment', at: [600, 0] },
    check: { kind: 'answer-check', at: [200, 0], settings: { questions: SHELF.questions } },
  },
  wires: [
    'readers.out -> check.in',
    'check.answers -> prompts.ask',
    'prompts.search -> index.search',
    'prompts.model -> model.chat',
    'shelf.documents -> cutter.in',
    'cutter.out -> vectors.in',
    'vectors.out -> index.documents',
    'index.embed -> vectors.embed',
  ],
} as const;

function readers(without: string | null = null) {
  const wires = SCENARIO.wires.filter((wire) => without === null || !wire.startsWith(without));
  const read = parseScenario(JSON.stringify({ ...SCENARIO, wires }), catalog);
  if (!read.scenario) throw new Error(read.problems.map(({ says }) => says).join('\n'));
  return atTable({ scenario: read.scenario });
}

const settingsOf = (at: ReturnType<typeof readers>, part: string) =>
  designOf(at.state()).parts.get(part)!.settings;

describe('what the parts lend', () => {
  it('is their library and their settings', () => {
    const at = readers();
    const { library, settings } = lentBy(at.state(), at);
    expect(library.text).toBe(SHELF.text);
    expect(library.questions).toBe(SHELF.questions);
    expect(library.prior).toContain('says');
    expect(settings).toMatchObject({
      chunking: { by: 'sentence', size: 32, overlap: 8 },
      dimensions: 8,
      mode: 'text',
      top: 2,
      sources: 'found',
      maxTokens: 100,
      contextWindow: 8192,
      instructions: { onlySources: true, sayNotFound: true, delimit: true },
    });
  });

  it('without a search: nothing is found', () => {
    const at = readers('prompts.search');
    expect(lentBy(at.state(), at).settings.sources).toBe('none');
  });

  it('comes back as edits of the parts that decide', () => {
    const at = readers();
    const lent = lentBy(at.state(), at);
    const { settings } = lent;
    expect(editsFor(settings, lent)).toEqual([]);
    const edits = editsFor(
      {
        ...settings,
        chunking: { by: 'fixed', size: 64, overlap: 8 },
        top: 9,
        rrfK: 10,
        sources: 'everything',
        instructions: { ...settings.instructions, onlySources: false, cite: false },
      },
      lent,
    );
    expect(edits).toEqual(
      [
        ['cutter', 'by', 'tokens'],
        ['cutter', 'size', 64],
        ['index', 'k', 10],
        ['prompts', 'top', 9],
        // What the search does not hand over cannot be in the prompt.
        ['index', 'top', 9],
        ['prompts', 'instructions', 'answer'],
        ['prompts', 'wholeLibrary', true],
      ].map(([part, setting, value]) => ({ do: 'set', part, setting, value })),
    );
    expect(at.table.edit({ do: 'all', edits }, 'as at the desk')).toBe(true);
    const again = lentBy(at.state(), at).settings;
    expect(again).toMatchObject({
      chunking: { by: 'fixed', size: 64 },
      top: 9,
      rrfK: 10,
      sources: 'everything',
    });
    expect(again.instructions.onlySources).toBe(false);
  });
});

const region = (name: string) => screen.getByRole('region', { name });

async function opened() {
  const at = readers();
  const user = userEvent.setup();
  const lab = nearRagLab();
  const { unmount } = render(<RetrievalStage at={at} isConcealed={false} starts={async () => lab} />);
  await user.click(screen.getByRole('button', { name: 'Retrieval' }));
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Answer' })).not.toBeNull());
  await waitFor(() => expect(region('Answer')).toHaveTextContent('9 evenings'));
  return { at, user, lab, unmount };
}

describe('the desk over a system', () => {
  it('shows the system’s own library, and a setting that is changed there is an edit of its part', async () => {
    const { at, user, lab } = await opened();
    expect(region('Library')).toHaveTextContent('5 scrolls');
    expect(screen.queryByRole('button', { name: 'Another library …' })).toBeNull();
    const size = screen.getByRole('textbox', { name: 'Chunk size' });
    expect(size).toHaveValue('32');
    await user.clear(size);
    await user.type(size, '200');
    await waitFor(() => expect(settingsOf(at, 'cutter')).toMatchObject({ size: 200 }));
    // Typed digit by digit, it is one thing to undo.
    expect(at.state().past.map(({ says }) => says)).toEqual(['Retrieval: settings changed']);
    act(() => at.table.undo());
    await waitFor(() => expect(size).toHaveValue('32'));
    expect(settingsOf(at, 'cutter')).toMatchObject({ size: 32 });
    await user.click(screen.getByRole('button', { name: 'System' }));
    expect(screen.queryByRole('region', { name: 'Answer' })).toBeNull();
    await waitFor(() => expect(lab.closed).toBe(1));
  });

  it('takes back what the part refuses', async () => {
    const { at, user } = await opened();
    const overlap = screen.getByRole('textbox', { name: 'Overlap' });
    await user.clear(overlap);
    await user.type(overlap, '32');
    await waitFor(() => expect(at.state().refused).toMatch(/overlap/i));
    await waitFor(() => expect(overlap).toHaveValue('8'));
  });

  it('follows another library', async () => {
    const { at } = await opened();
    const library = '# One\nid: one\nauthor: Me\ndate: 2026-01-01\ngroups: everyone\n\nOnly this.\n';
    act(() => {
      const edits = [
        { do: 'set', part: 'shelf', setting: 'library', value: library },
        { do: 'set', part: 'check', setting: 'questions', value: '[]' },
      ] as const;
      at.table.edit(edits[0], 'another library');
    });
    await waitFor(() => expect(within(region('Library')).getByRole('button', { name: 'One' })).toBeVisible());
    // The questions are of the old one, and that is said.
    expect(screen.getByText(/The questions cannot be read/)).toBeVisible();
  });

  it('is closed while the learner has yet to say what they expect', async () => {
    const at = readers();
    const user = userEvent.setup();
    const lab = nearRagLab();
    render(<RetrievalStage at={at} isConcealed starts={async () => lab} />);
    await user.click(screen.getByRole('button', { name: 'Retrieval' }));
    expect(await screen.findByText(/once you have said what you expect/)).toBeVisible();
    expect(lab.asked).toEqual([]);
  });
});

it('a design without a library has no switch', () => {
  render(<RetrievalStage at={atTable()} isConcealed={false} />);
  expect(screen.queryByRole('button', { name: 'Retrieval' })).toBeNull();
});
