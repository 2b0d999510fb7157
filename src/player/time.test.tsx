import { readFileSync } from 'node:fs';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startLab } from '../lab/client.ts';
import type { EventStep } from '../lab/protocol.ts';
import type { ActEditing } from './bands.ts';
import { PlayerContext } from './hooks.ts';
import { usePlayerKeys } from './keys.ts';
import { createPlayer, type Player } from './player.ts';
import { Timeline } from './Timeline.tsx';
import { Transport } from './Transport.tsx';

// There is no canvas to draw on here.
vi.mock('../charts/plot.ts', () => ({ plot: () => ({ destroy() {} }) }));

const BUFFER = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');
const AREA = { left: 0, right: 600, top: 0, bottom: 100, width: 600, height: 100, x: 0, y: 0 };

let player: Player;

beforeEach(async () => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  Object.assign(Element.prototype, { setPointerCapture() {}, hasPointerCapture: () => false });
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('min-width'),
    addEventListener() {},
    removeEventListener() {},
  }));
  player = createPlayer(await startLab('texts', 'main thread'), { next: () => () => {} });
  await player.open(BUFFER, 'start', {});
});
afterEach(() => {
  cleanup();
  player.close();
  vi.unstubAllGlobals();
});

function Keys() {
  usePlayerKeys(player);
  return null;
}

function show(acts: ActEditing | null = null) {
  player.drawn();
  render(
    <PlayerContext value={player}>
      <Keys />
      <Transport />
      <Timeline theme="light" charts acts={acts} />
    </PlayerContext>,
  );
}

describe('the transport', () => {
  it('its buttons and the keys mean the same', async () => {
    const stepEvent = vi.spyOn(player, 'stepEvent').mockResolvedValue();
    const step = vi.spyOn(player, 'step');
    show();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'One event on' }));
    await user.click(screen.getByRole('button', { name: 'One event back' }));
    await user.keyboard('.,');
    expect(stepEvent.mock.calls.flat()).toEqual([1, -1, 1, -1]);
    fireEvent.keyDown(document.body, { key: '>', code: 'Period', shiftKey: true });
    fireEvent.keyDown(document.body, { key: ';', code: 'Comma', shiftKey: true });
    expect(step.mock.calls.flat()).toEqual([1, -1]);
  });

  it('plays back and forth, and one button pauses both', async () => {
    show();
    act(() => player.seek(50_000_000));
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Play backwards' }));
    expect(player.store.getState()).toMatchObject({ playing: true, direction: -1 });
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    expect(player.store.getState().playing).toBe(false);
    await user.keyboard('b');
    expect(player.store.getState()).toMatchObject({ playing: true, direction: -1 });
    await user.keyboard('b');
    expect(player.store.getState().playing).toBe(false);
  });

  it('says which event it stands at, and stops saying so elsewhere', async () => {
    show();
    const { frames } = player.store.getState();
    const event: EventStep = {
      events: 12_345,
      total: 410_220,
      at: 20_001_234,
      line: {
        at: 20_001_234,
        part: 3,
        says: 'call arrives from Checkout',
        request: 7,
        isBad: false,
        letter: null,
        error: null,
      },
      frames: frames!,
    };
    act(() => player.store.setState({ event, t: event.at }));
    expect(screen.getByRole('status')).toHaveTextContent(
      '0:20.001234 Inventory: call arrives from Checkout event 12,345 of 410,220',
    );
    act(() => player.seek(30_000_000));
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });
});

describe('acts that can be taken hold of', () => {
  const editing = () =>
    ({
      selected: null,
      select: vi.fn(),
      change: vi.fn<ActEditing['change']>(() => true),
      remove: vi.fn(),
    }) satisfies ActEditing;
  const band = () => screen.findByRole('button', { name: /^Database locked, / });
  const edges = (x: number, width: number) => ({ ...AREA, left: x, x, right: x + width, width });

  it('without an editor are bands with a name', () => {
    show();
    expect(screen.getByText('database locked')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Database locked/ })).toBeNull();
  });

  it('are moved and stretched by keys, and each press until the key is let go is one change', async () => {
    const acts = editing();
    show(acts);
    const own = await band();
    expect(own).toHaveAccessibleName('Database locked, 0:20 to 1:20');
    own.focus();
    for (let i = 0; i < 3; i++) fireEvent.keyDown(own, { key: 'ArrowRight' });
    expect(own).toHaveAccessibleName('Database locked, 0:23 to 1:23');
    expect(acts.change).not.toHaveBeenCalled();
    expect(player.store.getState().t).toBe(0);
    fireEvent.keyUp(own, { key: 'ArrowRight' });
    expect(acts.change.mock.calls).toEqual([['outage', { at: '23s' }]]);
    fireEvent.keyDown(own, { key: 'ArrowLeft', shiftKey: true });
    fireEvent.keyUp(own, { key: 'ArrowLeft', shiftKey: true });
    expect(acts.change.mock.calls[1]).toEqual(['outage', { for: '59s' }]);
    const user = userEvent.setup();
    await user.keyboard('{Enter}');
    expect(acts.select).toHaveBeenCalledWith('outage');
    await user.keyboard('{Delete}');
    expect(acts.remove).toHaveBeenCalledWith('outage');
  });

  it('go back to where they were when the change is refused', async () => {
    const acts = { ...editing(), change: vi.fn(() => false) };
    show(acts);
    const own = await band();
    fireEvent.keyDown(own, { key: 'ArrowRight' });
    fireEvent.keyUp(own, { key: 'ArrowRight' });
    expect(own).toHaveAccessibleName('Database locked, 0:20 to 1:20');
  });

  it('a run that comes between two presses takes none of them away', async () => {
    const acts = editing();
    show(acts);
    const own = await band();
    const { plate } = player.store.getState();
    const moved = (from: number) => ({
      ...plate!,
      acts: plate!.acts.map((one) => ({ ...one, from: from * 1e6, to: (from + 60) * 1e6 })),
    });
    fireEvent.keyDown(own, { key: 'ArrowRight' });
    fireEvent.keyUp(own, { key: 'ArrowRight' });
    fireEvent.keyDown(own, { key: 'ArrowRight' });
    // The run with the first change is there, and the key is still down.
    act(() => player.store.setState({ plate: moved(21) }));
    fireEvent.keyUp(own, { key: 'ArrowRight' });
    // An earlier run once more, while the last one is on its way.
    act(() => player.store.setState({ plate: moved(21), progress: 0.5 }));
    fireEvent.keyDown(own, { key: 'ArrowRight' });
    fireEvent.keyUp(own, { key: 'ArrowRight' });
    expect(acts.change.mock.calls.map(([, to]) => to)).toEqual([{ at: '21s' }, { at: '22s' }, { at: '23s' }]);
    act(() => player.store.setState({ plate: moved(23), progress: null }));
    expect(own).toHaveAccessibleName('Database locked, 0:23 to 1:23');
    // Taken back, it stands where the plate says.
    act(() => player.store.setState({ plate: moved(20) }));
    expect(own).toHaveAccessibleName('Database locked, 0:20 to 1:20');
  });

  it('follow the pointer by tenths of a second, and change when it is lifted', async () => {
    const acts = editing();
    show(acts);
    const own = await band();
    // 600 px are 300 s: the band from 20 s to 80 s, with its edges.
    own.getBoundingClientRect = () => edges(33, 134) as DOMRect;
    own.closest('.acts')!.getBoundingClientRect = () => AREA as DOMRect;
    fireEvent.pointerDown(own, { clientX: 100, button: 0, pointerType: 'mouse' });
    fireEvent.pointerMove(own, { clientX: 101 });
    expect(own).toHaveAccessibleName('Database locked, 0:20 to 1:20');
    fireEvent.pointerMove(own, { clientX: 120.2 });
    expect(own).toHaveAccessibleName('Database locked, 0:30.1 to 1:30.1');
    expect(acts.change).not.toHaveBeenCalled();
    fireEvent.pointerUp(own);
    fireEvent.click(own);
    expect(acts.change.mock.calls).toEqual([['outage', { at: '30.1s' }]]);
    expect(acts.select).not.toHaveBeenCalled();
    expect(player.store.getState().t).toBe(0);
  });

  it('are stretched by their ends, by half seconds under a finger; a press alone selects', async () => {
    const acts = editing();
    show(acts);
    const own = await band();
    own.getBoundingClientRect = () => edges(18, 164) as DOMRect;
    own.closest('.acts')!.getBoundingClientRect = () => AREA as DOMRect;
    fireEvent.pointerDown(own, { clientX: 170, button: 0, pointerType: 'touch' });
    fireEvent.pointerMove(own, { clientX: 190.3 });
    fireEvent.pointerUp(own);
    expect(acts.change.mock.calls).toEqual([['outage', { for: '70s' }]]);
    fireEvent.click(own);
    fireEvent.pointerDown(own, { clientX: 100, button: 0, pointerType: 'touch' });
    fireEvent.pointerMove(own, { clientX: 104 });
    fireEvent.pointerUp(own);
    fireEvent.click(own);
    expect(acts.change).toHaveBeenCalledTimes(1);
    expect(acts.select).toHaveBeenCalledExactlyOnceWith('outage');
  });

  it('the chosen one can be removed by a button of its own', async () => {
    const acts = { ...editing(), selected: 'outage' };
    show(acts);
    act(() => player.seek(50_000_000));
    await userEvent.setup().click(await screen.findByRole('button', { name: 'Remove: database locked' }));
    expect(acts.remove).toHaveBeenCalledWith('outage');
    expect(player.store.getState().t).toBe(50_000_000);
    expect(await band()).toHaveAttribute('aria-pressed', 'true');
  });
});

describe('charts', () => {
  it('their place is kept from the beginning, and is what they need', async () => {
    const { container } = render(
      <PlayerContext value={player}>
        <Timeline theme="light" charts />
      </PlayerContext>,
    );
    const place = container.querySelector<HTMLElement>('.timeline-charts')!;
    const kept = place.style.height;
    expect(place).toBeEmptyDOMElement();
    act(() => player.drawn());
    const figures = await waitFor(() => {
      const found = within(place).getAllByRole('figure');
      expect(found).toHaveLength(2);
      return found;
    });
    const heights = figures.map((figure) => Number.parseInt(figure.style.height, 10));
    expect(place.style.height).toBe(kept);
    expect(kept).toBe(`${heights[0]! + heights[1]! + 8}px`);
  });
});
