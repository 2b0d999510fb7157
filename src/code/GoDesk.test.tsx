import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { errorAt, fakeGoLab, viewFor } from '../../tests/goLab.ts';
import type { GoView } from '../lab/go/protocol.ts';
import { openDesk } from './desk.ts';
import { GoDesk, type GoDeskProps } from './GoDesk.tsx';

const SOUND = 'package main\n\nfunc main() {\n\tx := 1\n\tprintln(x)\n}\n';
const BROKEN = SOUND.replace('println(x)', '');
const UNUSED = errorAt(4, 30, 'declared and not used: x');

beforeAll(() => {
  // The editor measures letters, which nobody draws here.
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
});

async function open(props: Partial<GoDeskProps> = {}) {
  const lab = fakeGoLab((source) => (source === BROKEN ? [UNUSED] : []));
  const onStepped = vi.fn();
  const program = { sources: [{ name: 'main.go', source: SOUND }], version: 24, entry: 'main' };
  const desk = openDesk(program, async () => lab, { onStepped });
  render(<GoDesk desk={desk} {...props} />);
  await act(() => desk.begin());
  return { lab, desk, onStepped, user: userEvent.setup(), state: desk.store.getState };
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const stops = () => screen.queryAllByRole('button', { name: /^Step \d/ });
const region = (name: string) => screen.getByRole('region', { name });

describe('steps by hand', () => {
  it('are taken by whoever is chosen, and counted', async () => {
    const { user, onStepped } = await open();
    await user.click(button('Goroutine 2'));
    await user.click(button('Goroutine 1'));
    expect(stops().map((stop) => stop.getAttribute('aria-label'))).toEqual([
      'Step 1: goroutine 2, read x0, line 5',
      'Step 2: goroutine 1, read x1, line 4',
    ]);
    expect(stops()[1]).toHaveAttribute('aria-current', 'step');
    expect(onStepped).toHaveBeenCalledTimes(2);
  });

  it('by keys: a digit lets a goroutine go on, the arrows go through the steps', async () => {
    const { user, state, onStepped } = await open();
    act(() => button('Goroutine 1').focus());
    await user.keyboard('2');
    act(() => stops()[0]!.focus());
    await user.keyboard('1');
    expect(state().view).toMatchObject({ schedule: '2 1', at: 2 });
    await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}');
    expect(state().view?.at).toBe(0);
    await user.keyboard('{ArrowRight}');
    expect(state().view?.at).toBe(1);
    // Within the strip a digit would be another schedule.
    await user.keyboard('1');
    expect(state().view?.schedule).toBe('2 1');
    expect(onStepped).toHaveBeenCalledTimes(2);
  });

  it('end in what Go prints', async () => {
    const { desk } = await open();
    await act(() => desk.show({ ...FOUR, schedule: '1 2 1 2' }));
    const here = within(region('Schedules'));
    const selector = '.go-fatal';
    expect(here.getByText('fatal error: all goroutines are asleep - deadlock!', { selector })).toBeVisible();
    expect(here.getByRole('status')).toHaveTextContent(/deadlock/);
    expect(screen.queryByText('Who takes the next step?')).toBeNull();
  });
});

const FOUR = { kind: 'deadlock', text: '', schedule: '', steps: 4, preemptions: 3, shortest: true } as const;

describe('all schedules', () => {
  it('are tried, told in words, and the shortest that fails is shown at its end', async () => {
    const { user, state } = await open();
    await user.click(button('Try every schedule'));
    const told = region('Schedules');
    expect(told).toHaveTextContent('Some end in a deadlock; the shortest takes 4 steps.');
    expect(told).toHaveTextContent('All were looked at: 12 states. Memory is sequentially consistent here');
    expect(told).toHaveTextContent('the shortest that fails: 4 steps, 3 switches');
    expect(state().view).toMatchObject({ schedule: '1 2 1 2', at: 4 });
    expect(within(told).getByRole('status')).toHaveTextContent(
      'Some schedules end in a deadlock; the shortest takes 4 steps. All were looked at: 12 states.',
    );
    await user.click(button('Back to the start'));
    await user.click(button(/^Show it/));
    expect(state().view?.at).toBe(4);
  });

  it('can be called off, and then are not said to be clean', async () => {
    const { user, lab } = await open();
    lab.holds = true;
    await user.click(button('Try every schedule'));
    expect(region('Schedules')).toHaveTextContent('All schedules are being tried: 7 states so far.');
    expect(button('Try every schedule')).toBeDisabled();
    await user.click(button('Stop'));
    expect(region('Schedules')).toHaveTextContent('No failure was found so far. Called off after 7 states.');
    expect(button('Try every schedule')).toBeEnabled();
  });

  it('that do not fail are calm', async () => {
    const { user, lab } = await open();
    lab.verdict = 'clean';
    await user.click(button('Try every schedule'));
    expect(document.querySelector('.go-told')).toHaveAttribute('data-mood', 'calm');
  });
});

describe('the source', () => {
  it('that does not compile says so at its line, and cannot be run', async () => {
    const { desk } = await open();
    await act(async () => desk.edit(BROKEN));
    expect(within(screen.getByRole('list', { name: 'Errors' })).getByRole('listitem')).toHaveTextContent(
      'main.go:4:1: declared and not used: x',
    );
    expect(button('Run once')).toBeDisabled();
    expect(button('Try every schedule')).toBeDisabled();
    expect(region('Goroutines')).toHaveTextContent('The program does not compile yet.');
  });

  it('keeps what is known of it: an undone change brings the verdict back', async () => {
    const { desk, user } = await open();
    await user.click(button('Try every schedule'));
    await act(async () => desk.edit(BROKEN));
    expect(region('Schedules')).not.toHaveTextContent('Some end in a deadlock');
    await act(async () => desk.edit(SOUND));
    expect(region('Schedules')).toHaveTextContent('Some end in a deadlock');
    expect(screen.queryByRole('list', { name: 'Errors' })).toBeNull();
    expect(screen.getByRole('textbox', { name: 'Source of main.go' })).toHaveTextContent('println(x)');
  });

  it('alone is shown while the question is open', async () => {
    await open({ isConcealed: true });
    expect(region('Goroutines')).toHaveTextContent('once you have said what you expect');
    expect(button('Try every schedule')).toBeDisabled();
    expect(screen.queryByText('Who takes the next step?')).toBeNull();
  });
});

it('ten thousand goroutines are a few lanes and one face', async () => {
  const { desk } = await open();
  const one = viewFor('', 0).lanes[0]!;
  const lanes = Array.from({ length: 10_000 }, (_, i): GoView['lanes'][number] => ({
    ...one,
    goroutine: i + 1,
    status: i < 2500 ? 'waiting' : 'sleeping',
  }));
  const choices = lanes.map(({ goroutine }) => ({ goroutine, says: '', schedule: String(goroutine) }));
  act(() => desk.store.setState({ view: { ...viewFor('', 0), lanes, choices } }));
  expect(screen.getByRole('figure')).toHaveTextContent(
    '10,000 goroutines · a dot is 25 of them · 12 have a lane',
  );
  expect(screen.getByRole('figure')).toHaveTextContent('2,500 wait');
  expect(screen.getByText('or 9,988 others')).toBeInTheDocument();
  expect(document.querySelectorAll('*').length).toBeLessThan(1000);
});

it('a machine that fails says why, and the code stays', async () => {
  const { desk, lab, user } = await open();
  lab.explore = () => Promise.reject(new Error('The Go machine was not heard of for 20 s.'));
  await user.click(button('Try every schedule'));
  expect(region('Schedules')).toHaveTextContent('not heard of for 20 s');
  expect(button('Try every schedule')).toBeEnabled();
  expect(desk.store.getState().program.sources[0]!.source).toBe(SOUND);
});
