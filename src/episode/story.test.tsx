import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { END, type FakeTable, fakeTable, type Judge } from '../../tests/episode/fakeTable.ts';
import { MEANINGS, sample } from '../../tests/episode/sample.ts';
import { EpisodePrimary } from './EpisodePrimary.tsx';
import { EpisodeStory } from './EpisodeStory.tsx';
import { createEpisode, type Episode } from './episode.ts';
import { EpisodeContext } from './hooks.ts';
import { type Keeper, openKeeper } from './keeper.ts';
import { openingOf } from './presets.ts';
import { writeProgress } from './progress.ts';

const scenario = sample();
const judge: Judge = (that, { design }) => {
  const isTrue = design === 'mine' ? that !== MEANINGS['slots-full'] : that !== MEANINGS['checkout-fine'];
  return { verdict: isTrue, text: `12 % >= 99 %: ${isTrue}`, knownAt: 30_000_000 };
};

let table: FakeTable;
let episode: Episode;
let keeper: Keeper;
const restart = vi.fn();

function show(step: string) {
  keeper = openKeeper('till', 'look');
  const link = { step, design: null, seed: null, at: 0 };
  const opening = openingOf(scenario, link, keeper.progress());
  table = fakeTable(scenario, opening.wish, judge);
  episode = createEpisode(table, scenario, keeper, { opening, today: () => '2026-11-21', restart });
  render(
    <EpisodeContext value={episode}>
      <EpisodeStory />
      <EpisodePrimary />
    </EpisodeContext>,
  );
  return userEvent.setup();
}
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const status = () => screen.getByRole('status').textContent;
const reach = (t: number) => act(async () => table.reach(t));

beforeEach(() => {
  localStorage.clear();
  restart.mockReset();
});
afterEach(() => vi.restoreAllMocks());

describe('the steps', () => {
  it('are a list of buttons with names, and one of them is here', async () => {
    const user = show('look');
    const steps = within(screen.getByRole('navigation', { name: 'Steps of the episode' })).getAllByRole(
      'button',
    );
    expect(steps.map((step) => step.getAttribute('aria-label'))).toEqual([
      'Step 1, Before: A shop that is fine',
      'Step 2, Predict: What will a slow till do?',
      'Step 3, Break it: One slow till',
      'Step 4, The tempting fix: More slots',
      'Step 5, Mend it: Mend it',
      'Step 6, Challenge: Your own shop',
    ]);
    expect(steps[0]).toHaveAttribute('aria-current', 'step');
    act(() => table.do('look'));
    expect(steps[0]).toHaveAccessibleName('Step 1, Before: A shop that is fine (done)');
    await user.click(steps[2]!);
    expect(steps[2]).toHaveAttribute('aria-current', 'step');
    expect(screen.getByText('3 · Break it')).toBeVisible();
  });

  it('move the focus to their heading, and are announced; the first does neither', async () => {
    const user = show('look');
    expect(document.activeElement).toBe(document.body);
    expect(status()).toBe('');
    await user.click(button('Skip to the next'));
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    expect(status()).toBe('Step 2 of 6, Predict');
    await user.click(button('Back a step'));
    expect(document.activeElement).toHaveTextContent('A shop that is fine');
    expect(screen.queryByRole('button', { name: 'Back a step' })).toBeNull();
  });
});

describe('a prediction by keys alone', () => {
  it('is chosen, weighed, committed and judged', async () => {
    const user = show('guess');
    const group = screen.getByRole('group', { name: 'What happens to the shop?' });
    const primary = button('Choose an answer first');
    expect(primary).toHaveAttribute('aria-disabled', 'true');
    primary.focus();
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(within(group).getByRole('radio', { name: 'Nothing.' }));
    await user.keyboard(' {ArrowDown}');
    expect(within(group).getByRole('radio', { name: 'Its slots fill.' })).toBeChecked();
    const slider = screen.getByRole('slider', { name: 'How sure are you?' });
    expect(slider).toHaveAttribute('aria-valuetext', '70 % sure');
    act(() => episode.beSure(90));
    expect(slider).toHaveAttribute('aria-valuetext', '90 % sure');

    button('Commit, then see').focus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('heading', { name: 'You said, before it ran' })).toBeVisible();
    expect(screen.queryByRole('radio')).toBeNull();
    await waitFor(() => expect(screen.getByText(/it will be known at 0:30.0/)).toBeVisible());
    expect(screen.queryByText(/so it went/)).toBeNull();

    await reach(30_000_000);
    const right = screen.getByText(/so it went/).closest('li')!;
    expect(right).toHaveTextContent('Your answer: Its slots fill.');
    expect(right).toHaveTextContent('12 % ≥ 99 %');
    expect(screen.getByText(/The run agrees with you/)).toBeVisible();
    expect(status()).toBe('The run is there: you were right.');
  });

  it('that was wrong is marked by a word, not by its colour', async () => {
    const user = show('guess');
    await user.click(screen.getByRole('radio', { name: 'It rains.' }));
    await user.click(button('Commit, then see'));
    await reach(30_000_000);
    expect(screen.getByText(/not so/).closest('li')).toHaveTextContent('It rains.');
    expect(screen.getByText(/so it went/).closest('li')).toHaveTextContent('Its slots fill.');
    expect(screen.getByText(/The run went another way/)).toBeVisible();
  });
});

describe('tasks', () => {
  it('tell nothing of the outcome before it was seen, then tick', async () => {
    const user = show('break');
    await user.click(button('Slow the till for 10 s'));
    await waitFor(() => expect(screen.getByText('Known at 0:30.0')).toBeVisible());
    const task = screen.getByText('Watch the slots fill.').closest('li')!;
    expect(task).toHaveTextContent('To do: ');
    await reach(30_000_000);
    expect(task).toHaveTextContent('Done: Watch the slots fill.12 % ≥ 99 %');
    expect(status()).toBe('Done: Watch the slots fill.');
  });

  it('of mending put before and after side by side', async () => {
    show('mend');
    await act(async () => table.edit({ title: 'Mine' }));
    await reach(END);
    const title = await screen.findByRole('heading', { name: 'The same seed, 3, before and after' });
    expect(title.parentElement).toHaveTextContent('Before×false: 12 % ≥ 99 %After✓true: 12 % ≥ 99 %');
  });
});

it('hints open one at a time, and the focus stays with them', async () => {
  const user = show('mend');
  await user.click(button('Give me a hint (1 of 2)'));
  expect(screen.getByText('Look at the till.')).toBeVisible();
  expect(screen.queryByText('Take it away.')).toBeNull();
  await user.click(button('Give me a hint (2 of 2)'));
  expect(screen.queryByRole('button', { name: /hint/ })).toBeNull();
  expect(document.activeElement).toHaveTextContent('Take it away.');
});

it('the own design is offered where it belongs', async () => {
  const user = show('look');
  await act(async () => table.edit({ title: 'Mine' }));
  await user.click(button(/Step 3/));
  expect(screen.queryByText(/design of your own/)).toBeNull();
  await user.click(button(/Step 6/));
  expect(table.look().design).toBe('mine');
  await act(() => table.show({ design: 'start', keepActs: null, acts: [], seed: 3, at: 0 }));
  await user.click(button('Put my design on the table'));
  expect(table.look().design).toBe('mine');
});

describe('the challenge and the end', () => {
  it('shows every demand with its figure, and a card with the winning run', async () => {
    const user = show('goal');
    expect(screen.getByText('The shop stays open')).toBeVisible();
    expect(screen.getByText('The run costs at most $0.40')).toBeVisible();
    expect(screen.getByText(/It counts in a design of your own/)).toBeVisible();
    await act(async () => table.edit({ title: 'Mine' }));
    await reach(END);
    expect(screen.getByText('Passed, with seed 3.')).toBeVisible();
    await user.click(button('Finish'));
    const card = await screen.findByRole('article', { name: 'The Till' });
    expect(document.activeElement).toHaveTextContent('The Till');
    expect(card).toHaveTextContent('2026-11-21');
    expect(card).toHaveTextContent('Challenge passed');
    expect(card).toHaveTextContent('No answer was scored');
    expect(card).toHaveTextContent(/seed 3 · run mine/);
    await user.click(within(card).getByRole('button', { name: 'Back to the table' }));
    expect(screen.getByText('6 · Challenge')).toBeVisible();
  });

  it('says it when there is nothing to draw on', async () => {
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    const user = show('goal');
    await user.click(button('Finish here'));
    await user.click(await screen.findByRole('button', { name: 'Save this card as a picture' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('there is no canvas to draw on');
  });
});

describe('your progress', () => {
  it('asks before it throws anything away', async () => {
    const user = show('look');
    act(() => table.do('look'));
    await act(async () => table.edit({ title: 'Mine' }));
    await user.click(screen.getByText('Your progress'));
    await user.click(button('Begin anew'));
    expect(screen.getByRole('alert')).toHaveTextContent('This throws away 1 tick, your own design.');
    expect(document.activeElement).toBe(button('Keep it'));
    await user.click(button('Keep it'));
    expect(restart).not.toHaveBeenCalled();
    expect(keeper.progress().ticks).toHaveLength(1);
    await user.click(button('Begin anew'));
    await user.click(button('Throw it away and begin anew'));
    expect(restart).toHaveBeenCalledOnce();
    expect(keeper.progress().ticks).toEqual([]);
  });

  it('takes a file of its own kind, and says why it takes no other', async () => {
    const user = show('look');
    await user.click(screen.getByText('Your progress'));
    const choose = async (text: string) => {
      const file = new File([text], 'progress.json');
      vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (this: HTMLInputElement) {
        Object.defineProperty(this, 'files', { value: [file] });
        this.onchange?.(new Event('change'));
      });
      await user.click(button('Open a file'));
    };
    await choose('{"a":1}');
    expect(await screen.findByRole('alert')).toHaveTextContent('the key progress is missing');
    expect(restart).not.toHaveBeenCalled();
    await choose(writeProgress({ ...keeper.progress(), step: 'goal' }));
    await waitFor(() => expect(restart).toHaveBeenCalledOnce());
    expect(keeper.progress().step).toBe('goal');
  });

  it('that could not be read is offered until it is thrown away', async () => {
    localStorage.setItem('secret-life-lab:progress.till', '{"broken');
    const user = show('look');
    expect(screen.getByText(/The progress cannot be read: it is no JSON/)).toBeVisible();
    await user.click(button('Throw it away'));
    expect(screen.queryByText(/cannot be read/)).toBeNull();
  });

  it('that the browser does not keep is said', async () => {
    const user = show('look');
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await user.click(button('Skip to the next'));
    expect(screen.getByText(/This browser does not keep your progress/)).toBeVisible();
  });
});
