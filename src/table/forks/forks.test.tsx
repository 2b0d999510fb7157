import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Fork } from '../state.ts';
import { ForkTree } from './ForkTree.tsx';
import { layoutForks } from './layout.ts';

afterEach(cleanup);

const S = 1_000_000;
const END = 300 * S;
const fork = (id: string, from: string | null, at: number): Fork => ({
  id,
  from,
  at: at * S,
  title: `Run ${id}`,
  version: null as never,
});
const FORKS = [
  fork('a', null, 0),
  fork('b', 'a', 30),
  fork('c', 'a', 90),
  fork('d', 'b', 200),
  fork('e', 'b', 60),
];

it('each stands below the one that it left, and begins where it left it', () => {
  const lines = layoutForks(FORKS, END);
  expect(lines.map(({ fork, row, from, depth }) => [fork.id, row, from, depth])).toEqual([
    ['a', 0, null, 0],
    ['c', 1, 0, 1],
    ['b', 2, 0, 1],
    ['d', 3, 2, 2],
    ['e', 4, 2, 2],
  ]);
  expect(lines.map(({ begins }) => Math.round(begins * 300))).toEqual([0, 90, 30, 200, 60]);
});

it('no line goes down through another', () => {
  const lines = layoutForks(FORKS, END);
  for (const { row, from, begins, fork } of lines) {
    if (from === null) continue;
    const crossed = lines.filter((other) => other.row > from && other.row < row && other.begins < begins);
    expect(
      crossed.map(({ fork: other }) => other.id),
      fork.id,
    ).toEqual([]);
  }
});

it('a fork whose parent is gone is a first one, and a ring of forks does no harm', () => {
  expect(layoutForks([fork('x', 'gone', 10)], END)).toMatchObject([{ row: 0, from: null, begins: 0 }]);
  expect(layoutForks([fork('x', 'x', 10)], END)).toHaveLength(1);
  expect(layoutForks([fork('a', null, 0), fork('b', 'a', 999)], END)[1]!.begins).toBe(1);
});

it('is gone through by keys, and says where each comes from', async () => {
  const [onGo, onFork] = [vi.fn(), vi.fn()];
  render(<ForkTree forks={FORKS} current="b" end={END} at={39.2 * S} onGo={onGo} onFork={onFork} />);
  const buttons = screen.getAllByRole('button');
  expect(buttons.map((button) => button.textContent)).toEqual([
    'Run a, from the start',
    'Run c, left “Run a” at 1:30.0, level 2',
    'Run bon the screen, left “Run a” at 0:30.0, level 2',
    'Run d, left “Run b” at 3:20.0, level 3',
    'Run e, left “Run b” at 1:00.0, level 3',
    'Fork the run at 0:39.2',
  ]);
  expect(buttons[2]).toHaveAttribute('aria-current', 'true');
  const user = userEvent.setup();
  await user.tab();
  await user.tab();
  await user.keyboard('{Enter}');
  expect(onGo).toHaveBeenCalledExactlyOnceWith('c');
  await user.click(buttons.at(-1)!);
  expect(onFork).toHaveBeenCalledOnce();
});
