import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, it } from 'vitest';
import { atTable } from '../../../tests/atTable.ts';
import { fakeGoLab } from '../../../tests/goLab.ts';
import { catalog } from '../../parts/catalog.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { Inspector } from '../Inspector.tsx';
import { CodeStage } from './CodeStage.tsx';
import { createPrograms } from './programs.ts';

beforeAll(() => {
  // The editor measures letters, which nobody draws here.
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
});

const TEXT = JSON.stringify({
  format: 1,
  id: 'cache',
  title: 'The cache',
  series: 'go',
  summary: 'A program.',
  duration: '10s',
  seed: 1,
  parts: {
    users: { kind: 'traffic-source', at: [0, 0] },
    cache: {
      kind: 'go-program',
      name: 'Cache',
      at: [300, 0],
      settings: { code: 'package main\n\nfunc main() {}\n', entry: 'main' },
    },
  },
  wires: ['users.out -> cache.requests'],
});

it('a part with a program opens it from its settings, and the switch goes back to the system', async () => {
  const user = userEvent.setup();
  const at = atTable({ scenario: parseScenario(TEXT, catalog).scenario! });
  const programs = createPrograms(at, async () => fakeGoLab());
  at.table.select({ parts: ['cache'], wires: [] });
  render(
    <>
      <Inspector at={at} />
      <CodeStage at={at} programs={programs} isConcealed={false} />
    </>,
  );
  const choice = (name: string) => screen.getByRole('button', { name });
  expect(choice('System')).toHaveAttribute('aria-pressed', 'true');
  expect(screen.queryByRole('textbox', { name: 'code' })).toBeNull();
  expect(screen.getByText('3 lines')).toBeInTheDocument();
  await user.click(choice('Open the code'));
  expect(await screen.findByRole('textbox', { name: 'Source of main.go' })).toHaveTextContent('func main');
  expect(choice('Code')).toHaveAttribute('aria-pressed', 'true');
  await user.click(choice('System'));
  expect(screen.queryByRole('textbox', { name: 'Source of main.go' })).toBeNull();
  programs.close();
});

it('a design without a program has no switch', () => {
  const at = atTable();
  const programs = createPrograms(at, async () => fakeGoLab());
  at.table.openDesk('checkout');
  render(<CodeStage at={at} programs={programs} isConcealed={false} />);
  expect(screen.queryByRole('button', { name: 'Code' })).toBeNull();
  programs.close();
});
