import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderAtAuthor } from '../../../tests/atAuthor.tsx';
import { sampleText } from '../../../tests/episode/sample.ts';
import type { Lab } from '../../lab/client.ts';
import type { Measurement } from '../../lab/judge.ts';
import type { MeasureAsked, RunAsked } from '../../lab/protocol.ts';
import { HealthOver } from './HealthPanel.tsx';

type Says = (that: string, run: RunAsked) => boolean | 'undecided';

const CHECK = 'shop.availability during outage >= 99 %';
const FULL = 'max of shop.busy during outage >= 5';
/** As it should be: the check holds in the fix alone, one option of each prediction, everything else everywhere. */
const SOUND: Says = (that, { design }) =>
  that === CHECK ? design === 'fix' : !that.startsWith('shop.availability during outage >= 90');

function panel(says: Says = SOUND, text: string = sampleText) {
  const runs: RunAsked[] = [];
  const close = vi.fn();
  const start = async (): Promise<Lab> => {
    const measure = async (run: RunAsked, { that }: MeasureAsked): Promise<Measurement> => {
      runs.push(run);
      const verdicts = that.map((one) => ({ verdict: says(one, run), text: '', knownAt: null }));
      return { verdicts, figures: [], digest: `${run.design} ${JSON.stringify(run.edits)}` };
    };
    return { measure, close } as unknown as Lab;
  };
  return { runs, close, ...renderAtAuthor(<HealthOver startLab={start} />, text) };
}

const verdict = () => within(screen.getByRole('region', { name: 'The verdict' }));
const known = () =>
  waitFor(() => expect(verdict().queryByText('Not known yet')).toBeNull(), { timeout: 20_000 });

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener() {}, removeEventListener() {} }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('health', () => {
  it('says in one sentence that a lesson is load-bearing, and shows it seed by seed', async () => {
    const { close, unmount } = panel();
    expect(verdict().getByText('Not known yet')).toBeInTheDocument();
    await known();
    expect(verdict().getByText('Only the taught fix passes, and it does in every seed.')).toBeInTheDocument();
    const rows = screen.getByRole('region', { name: 'The check, seed by seed' });
    expect(
      within(rows).getByRole('row', { name: /Without the till the fix passes in 10 of 10 seeds/ }),
    ).toBeInTheDocument();
    expect(
      within(rows).getByRole('row', { name: /More slots tempting passes in 0 of 10 seeds/ }),
    ).toBeInTheDocument();
    expect(screen.getByText(/2 predictions, 2 tasks: every seed agrees\./)).toBeInTheDocument();
    unmount();
    await waitFor(() => expect(close).toHaveBeenCalled());
  });

  it('shows the seeds that break it, and brings such a run onto the table', async () => {
    const { user, player, state } = panel((that, run) =>
      that === CHECK && run.edits.seed === 4 ? run.design === 'more-slots' : SOUND(that, run),
    );
    await known();
    expect(
      verdict().getByText('The taught fix is no way out: fix passes in 9 of 10 seeds.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: /passes in 9 of 10 seeds; not as it should be with seed 4/ }),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show seed 4: More slots passes' }));
    expect(player.runs.at(-1)).toMatchObject({ design: 'more-slots', edits: { seed: 4 } });
    expect(state().design).toBe('more-slots');
    expect(state().said.text).toBe('More slots, seed 4, is on the table.');
  });

  it('tells what the lesson says that is not so, and shows the place', async () => {
    const { user, author } = panel((that, run) => (that === FULL ? run.edits.seed !== 5 : SOUND(that, run)));
    await known();
    const said = within(screen.getByRole('region', { name: 'What the lesson says of itself' }));
    const text = 'The prediction what: none of its options is right with seed 5.';
    expect(said.getByText(text)).toBeInTheDocument();
    expect(said.getByText('The task full comes true in 9 of 10 seeds.')).toBeInTheDocument();
    await user.click(said.getByRole('button', { name: `Show where: ${text}` }));
    expect(author.store.getState()).toMatchObject({ tab: 'lesson', step: 1 });
  });

  it('runs again a moment after a change of what is run, and not after one of words', async () => {
    const { runs, table, user } = panel();
    await known();
    const first = runs.length;
    const { scenario } = table.store.getState();
    act(() => void table.revise({ ...scenario, summary: 'Other words.' }, 'Summary changed'));
    await screen.findByText('A moment after your last change, it is run again.');
    await waitFor(() => expect(screen.getByText(/^\d+ runs\.$/)).toBeInTheDocument(), { timeout: 20_000 });
    expect(runs.length).toBe(first);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Seeds' }), '30');
    await waitFor(() => expect(runs.length).toBe(3 * first), { timeout: 20_000 });
  });

  it('moves every setting on demand, and brings a broken run onto the table', async () => {
    const { user, player } = panel((that, run) =>
      that === CHECK && run.edits.set?.['users.rate'] === '22/s' ? false : SOUND(that, run),
    );
    const button = await screen.findByRole(
      'button',
      { name: 'Move every setting by 10 %' },
      { timeout: 20_000 },
    );
    await waitFor(() => expect(button).toBeEnabled(), { timeout: 20_000 });
    await user.click(button);
    await screen.findByText(/^1 of \d+ moves of \d+ settings break it\./, {}, { timeout: 20_000 });
    await user.click(screen.getByRole('button', { name: /^Show the run with users.rate up by 10 %/ }));
    expect(player.runs.at(-1)).toMatchObject({
      design: 'fix',
      edits: { seed: 1, set: { 'users.rate': '22/s' } },
    });
  });

  it('says what is missing and where to make it', async () => {
    const { user, author } = panel(SOUND, sampleText.replace(/\n {2}tempting: .*\n {2}check: .*/, ''));
    const missing = verdict();
    expect(missing.getAllByRole('listitem').map((one) => one.textContent)).toEqual([
      'a tempting design that does not help',
      'a check that only the fix passes',
    ]);
    await user.click(missing.getByRole('button', { name: 'Make them under Designs' }));
    expect(author.store.getState().tab).toBe('designs');
    // What it says of itself is held against runs all the same.
    await screen.findByText(/2 predictions, 2 tasks: every seed agrees\./, {}, { timeout: 20_000 });
  });

  it('counts the words, and says what is hard to follow', async () => {
    const long = 'and on '.repeat(21);
    panel(
      SOUND,
      sampleText.replace('text: Now break it.', `text: "It goes ${long}. See [here](https://example.org)."`),
    );
    const words = within(screen.getByRole('region', { name: 'Words' }));
    expect(words.getByText(/^\d+ words, \d+ s|min to read$/)).toBeInTheDocument();
    expect(
      words.getByText(/^A sentence of 44 words, “It goes and on and on …”: more than 40/),
    ).toBeInTheDocument();
    expect(words.getByText(/The link “here” does not say where it leads/)).toBeInTheDocument();
  });

  it('looks at a cover that is given to it', async () => {
    const { user } = panel();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const click = vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (
      this: HTMLInputElement,
    ) {
      Object.defineProperty(this, 'files', { value: [new File([svg], 'cover.svg')] });
      this.dispatchEvent(new Event('change'));
    });
    await user.click(screen.getByRole('button', { name: 'Check a cover' }));
    expect(await screen.findByText(/The cover has no <title>: nobody who listens/)).toBeInTheDocument();
    expect(document.querySelector('svg, script')).toBeNull();
    click.mockRestore();
  });
});
