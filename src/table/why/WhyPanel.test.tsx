import { readFileSync } from 'node:fs';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Lab, startLab } from '../../lab/client.ts';
import type { Rescue } from '../../lab/protocol.ts';
import { catalog } from '../../parts/catalog.ts';
import { createPlayer, type Player } from '../../player/player.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { WhyPanel, type WhyPanelProps } from './WhyPanel.tsx';

const BUFFER = parseScenario(readFileSync('scenarios/buffer/scenario.yaml', 'utf8'), catalog).scenario!;
const START = { source: BUFFER, design: 'start', edits: { until: 40e6 } } as const;

async function playing(design: string): Promise<Player> {
  const lab = await startLab('values', 'main thread');
  const player = createPlayer(lab, { next: () => () => {} });
  await player.open(START.source, design, START.edits);
  return player;
}

let broken: Player;
let well: Player;
beforeAll(async () => {
  broken = await playing('start');
  well = await playing('fix');
}, 60_000);

/** A search that is under way until the test lets it end. */
function searching() {
  let end: (rescues: readonly Rescue[]) => void = () => {};
  let tell: (share: number) => void = () => {};
  const close = vi.fn();
  const asked: unknown[] = [];
  const lab = {
    close,
    rescue: (run: unknown, request: number, progress: (share: number) => void) => {
      asked.push([run, request]);
      tell = progress;
      return new Promise<readonly Rescue[]>((resolve) => {
        end = resolve;
      });
    },
  } as unknown as Lab;
  return {
    lab,
    close,
    asked,
    tell: (share: number) => tell(share),
    end: (found: readonly Rescue[]) => end(found),
  };
}

function shown(player: Player, first: number | null = null, more: Partial<WhyPanelProps> = {}) {
  const heard = { onSeek: vi.fn(), onSelectPart: vi.fn(), onApply: vi.fn(), onAsk: vi.fn() };
  function Page() {
    const [asked, ask] = useState(first);
    const onAsk = (request: number | null) => {
      heard.onAsk(request);
      ask(request);
    };
    const props = { startLab: () => Promise.reject(new Error('No lab here.')), ...heard, ...more, player };
    return <WhyPanel {...props} asked={asked} onAsk={onAsk} />;
  }
  render(<Page />);
  return { ...heard, user: userEvent.setup() };
}

const late = { timeout: 20_000 };

describe('why', () => {
  it('begins with the causes, counted, and leads to one request and back', async () => {
    const { user, onAsk } = shown(broken);
    const cause = await screen.findByRole(
      'button',
      { name: /failed.*because inventory-db was locked/ },
      late,
    );
    const { ended, outcome } = broken.store.getState().recording!.requests;
    const failed = ended.filter((at, r) => at >= 0 && outcome[r] !== 0).length;
    expect(cause.textContent).toContain(`${failed.toLocaleString('en-US')} failed`);
    await user.click(cause);
    const request: number = onAsk.mock.calls[0]![0];
    expect(outcome[request]).not.toBe(0);
    await screen.findByRole('heading', { name: `Request ${(request + 1).toLocaleString('en-US')}` });
    await user.click(screen.getByRole('button', { name: 'All causes' }));
    expect(await screen.findByRole('heading', { name: 'What users complain of' })).toBeVisible();
  }, 30_000);

  it('every sentence of the chain leads to its moment and its part', async () => {
    const { outcome } = broken.store.getState().recording!.requests;
    const request = outcome.indexOf(2);
    const { user, onSeek, onSelectPart } = shown(broken, request);
    const why = await screen.findByRole('region', { name: 'Why' }, late);
    const sentences = within(why).getAllByRole('button');
    expect(sentences.length).toBeGreaterThan(3);
    await user.click(sentences.at(-1)!);
    expect(sentences.at(-1)!.textContent).toContain('because: inventory-db was locked');
    expect(onSelectPart).toHaveBeenLastCalledWith('database', expect.stringContaining('locked'));
    const at: number = onSeek.mock.calls[0]![0];
    expect(at).toBeGreaterThan(20e6);
    expect(at).toBeLessThanOrEqual(40e6);
  }, 30_000);

  it('the waterfall is a table that says in words what its bars show', async () => {
    const request = broken.store.getState().recording!.requests.outcome.indexOf(2);
    const { user, onSelectPart } = shown(broken, request);
    const table = await screen.findByRole('table', { name: /hops in/ }, late);
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows[0]!.textContent).toContain('Shoppersrequest × timed out');
    const tries = rows.filter((row) => row.textContent!.includes('given up'));
    expect(tries.length).toBeGreaterThan(1);
    expect(rows.some((row) => /waited \d/.test(row.textContent!))).toBe(true);
    await user.click(within(rows[1]!).getByRole('button'));
    expect(onSelectPart).toHaveBeenLastCalledWith('checkout', null);
  }, 30_000);

  it('says so when nobody complains, when there is no such request, and when there is no run', async () => {
    shown(well, 1e9);
    expect(await screen.findByText('Nobody has a complaint in this run.', {}, late)).toBeVisible();
    expect(screen.getByText('This run has no such request.')).toBeVisible();
  }, 30_000);

  it('a request that went well has a way and needs no saving', async () => {
    shown(well, 3);
    expect(await screen.findByText('Nobody complains of this one.', {}, late)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'What would have saved it?' })).toBeNull();
    expect(screen.getByText('delivery 1')).toBeVisible();
  }, 30_000);

  it('any request can be followed by its number', async () => {
    const { user, onAsk } = shown(well);
    const field = await screen.findByRole('textbox', { name: 'Follow a request' }, late);
    const { count } = well.store.getState().recording!.requests;
    for (const wrong of ['0', String(count + 1), '1.5', 'mine']) {
      await user.clear(field);
      await user.type(field, `${wrong}{Enter}`);
      expect(screen.getByText(/^Expected a whole number, 1 to /)).toBeVisible();
    }
    expect(onAsk).not.toHaveBeenCalled();
    await user.clear(field);
    await user.type(field, '7{Enter}');
    expect(onAsk).toHaveBeenCalledExactlyOnceWith(6);
    expect(await screen.findByRole('heading', { name: 'Request 7' })).toBeVisible();
  }, 30_000);

  it('without a run it says what belongs here', () => {
    const lab = { close() {} } as unknown as Lab;
    shown(createPlayer(lab, { next: () => () => {} }));
    expect(screen.getByText(/When a run is there/)).toBeVisible();
  });
});

describe('what would have saved it', () => {
  const found: readonly Rescue[] = [
    { part: 'checkout', setting: 'queue', from: '0', to: '860', says: 'queue >= 860' },
  ];
  const opened = async (search = searching()) => {
    const request = broken.store.getState().recording!.requests.outcome.indexOf(1);
    const page = shown(broken, request, { startLab: async () => search.lab });
    await page.user.click(await screen.findByRole('button', { name: 'What would have saved it?' }, late));
    return { ...page, search, request };
  };

  it('is searched in a lab of its own, with progress, and can be tried', async () => {
    const { user, search, request, onApply } = await opened();
    expect(search.asked).toEqual([[START, request]]);
    search.tell(0.4);
    expect(await screen.findByRole('progressbar')).toHaveAttribute('value', '0.4');
    search.end(found);
    await user.click(await screen.findByRole('button', { name: 'Try it: Checkout, queue 860' }));
    expect(onApply).toHaveBeenCalledWith(found[0]);
    expect(screen.getByText('queue ≥ 860')).toBeVisible();
    expect(search.close).toHaveBeenCalledOnce();
  }, 30_000);

  it('can be called off, which closes that lab', async () => {
    const { user, search } = await opened();
    await user.click(screen.getByRole('button', { name: 'Call it off' }));
    expect(search.close).toHaveBeenCalledOnce();
    search.end(found);
    expect(await screen.findByRole('button', { name: 'What would have saved it?' })).toBeVisible();
    expect(screen.queryByRole('button', { name: /Try it/ })).toBeNull();
  }, 30_000);

  it('may be nothing', async () => {
    const { search } = await opened();
    search.end([]);
    expect(await screen.findByText('No single setting saves it')).toBeVisible();
  }, 30_000);
});
