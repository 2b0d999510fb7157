import { readFileSync } from 'node:fs';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { atTable } from '../../../tests/atTable.ts';
import { catalog } from '../../parts/catalog.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { designOf } from '../../table/design.ts';
import { TableContext } from '../../table/hooks.ts';
import { Button } from '../../ui/Button.tsx';
import type { Author } from '../author.ts';
import { AuthorContext } from '../hooks.ts';
import { Outside } from './Outside.tsx';
import { useOutside } from './outsideStore.ts';

function Opener() {
  const { open } = useOutside();
  return <Button onClick={open}>Bring in …</Button>;
}

const house = (id: string) =>
  parseScenario(readFileSync(`scenarios/${id}/scenario.yaml`, 'utf8'), catalog).scenario!;

/** The shop has two minutes, no topic and no queue. */
function bringing({ from, design }: { readonly from?: string; readonly design?: string } = {}) {
  const at = atTable({ design, ...(from === undefined ? {} : { scenario: house(from) }) });
  const openText = vi.fn<Author['openText']>();
  render(
    <TableContext value={at}>
      <AuthorContext value={{ at, openText } as unknown as Author}>
        <main>
          <Opener />
          <textarea aria-label="Elsewhere" />
          <div className="cm-editor">
            <div data-testid="letters" />
          </div>
        </main>
        <Outside />
      </AuthorContext>
    </TableContext>,
  );
  return { ...at, openText, user: userEvent.setup(), drawn: () => designOf(at.state()) };
}

const file = (name: string, text: string, size = text.length): File => {
  const made = new File([text], name);
  Object.defineProperty(made, 'size', { value: size });
  return made;
};

const carrying = (files: readonly File[]) => ({ dataTransfer: { types: ['Files'], files } });
const dialog = () => screen.findByRole('dialog', { name: 'Bring in from outside' });
const gone = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
const saying = async (words: RegExp | string) => (await screen.findByText(words)).textContent;

describe('what has one place', () => {
  const POLICY = '{"deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:unsold", "maxReceiveCount": 4}';

  it('is put there at once when it is pasted, and can be undone', async () => {
    const { user, table, state, drawn, scenario } = bringing({ from: 'buffer', design: 'sold-out' });
    await user.paste(POLICY);
    await waitFor(() => expect(state().past).toHaveLength(1));
    expect(state().said.text).toMatch(/^After 4 receives, .+ sets messages aside in /);
    expect(drawn().parts.get('orders')!.settings.maxReceiveCount).toBe(4);
    expect(state().selection.parts).toEqual(['orders']);
    expect(screen.queryByRole('dialog')).toBeNull();
    act(() => table.undo());
    expect(state().scenario).toBe(scenario);
  });

  it('is pasted into a field like any other text when a field has the focus', async () => {
    const { user, state } = bringing({ from: 'buffer', design: 'sold-out' });
    await user.click(screen.getByRole('textbox', { name: 'Elsewhere' }));
    await user.paste(POLICY);
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Elsewhere' }).value).toBe(POLICY);
    expect(state().past).toHaveLength(0);
  });
});

describe('a scenario', () => {
  it('that is dropped is opened, wherever it is dropped', async () => {
    const { openText } = bringing();
    const text = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');
    fireEvent.drop(screen.getByTestId('letters'), carrying([file('scenario.yaml', text)]));
    await waitFor(() => expect(openText).toHaveBeenCalledWith('scenario.yaml', text));
  });
});

describe('what has several places', () => {
  it('is put where somebody says, by keys alone', async () => {
    const { user, state, drawn } = bringing({ from: 'fanout', design: 'fix' });
    await user.tab();
    await user.keyboard('{Enter}');
    await dialog();
    screen.getByLabelText('Paste it here').focus();
    await user.paste('{"goods": ["digital"]}');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await saying('This is an SNS filter policy.')).toBeTruthy();
    screen.getByLabelText('the wire from Orders topic to Inventory queue').focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{Tab}{Enter}');
    await gone();
    const wire = drawn().wires.find(({ to, from }) => to.part === 'mail-queue' && from.part === 'topic')!;
    expect(wire.settings).toEqual({ FilterPolicy: { goods: ['digital'] } });
    expect(state().selection.wires).toEqual([wire.label]);
    expect(state().said.text).toContain(
      'An SNS filter policy is on the wire from Orders topic to Mail queue',
    );
  });
});

describe('what has none', () => {
  it('is told the reason: what the design lacks', async () => {
    const { user, state } = bringing();
    await user.paste('package main\n\nfunc main() {}\n');
    const inside = within(await dialog());
    expect(inside.getByRole('status').textContent).toContain('As it stands it has no place in this design.');
    expect(inside.getByRole('status').textContent).toContain('A Go program goes into Go program');
    expect(state().past).toHaveLength(0);
  });

  it('a program that does not parse is refused in Go’s words, and its text stays to be mended', async () => {
    const { user } = bringing();
    await user.paste('package main\n\nfunc main() {\n');
    const inside = within(await dialog());
    expect(inside.getByRole('status').textContent).toMatch(/main\.go:\d+:\d+: syntax error/);
    expect(inside.getByRole<HTMLTextAreaElement>('textbox').value).toContain('func main() {');
  });

  it('is shown as text, whatever stands in it', async () => {
    const { user } = bringing();
    await user.paste('<img src=x onerror="alert(1)"> and so on');
    const inside = within(await dialog());
    expect(inside.getByRole('status').textContent).toContain('"<img src=x');
    expect(document.querySelector('img')).toBeNull();
  });

  it('a file over 10 MiB is not read, several files are not taken, and bytes are no text', async () => {
    bringing();
    fireEvent.drop(document.body, carrying([file('all.csv', 'x', 12 * 1024 * 1024)]));
    expect(await saying(/12\.0 MiB/)).toContain(
      'all.csv has 12.0 MiB; a file may have 10 MiB. It was not read.',
    );
    fireEvent.drop(document.body, carrying([file('a', 'a'), file('b', 'b')]));
    expect(await saying(/These are 2 files/)).toContain('one at a time');
    fireEvent.drop(document.body, carrying([file('picture.png', '\u0089PNG\0\0')]));
    expect(await saying(/picture\.png is no text/)).toContain('Expected a text file, in UTF-8.');
  });
});

describe('a drag', () => {
  it('shows that it can be dropped, and what is no file shows nothing', () => {
    bringing();
    fireEvent.dragOver(document.body, { dataTransfer: { types: ['application/x-part'], files: [] } });
    expect(screen.queryByText('Drop it anywhere.')).toBeNull();
    fireEvent.dragOver(document.body, carrying([]));
    expect(screen.getByText('Drop it anywhere.')).toBeTruthy();
    fireEvent.drop(document.body, carrying([]));
    expect(screen.queryByText('Drop it anywhere.')).toBeNull();
  });
});

describe('request times', () => {
  const begins = Date.UTC(2026, 4, 14, 9);
  /** One request every ten seconds, for five minutes. */
  const TABLE = `time,path\n${Array.from({ length: 31 }, (_, i) => `${new Date(begins + i * 10_000).toISOString()},/buy`).join('\n')}\noops,/buy\n`;

  async function recorded() {
    const all = bringing();
    fireEvent.drop(document.body, carrying([file('requests.csv', TABLE)]));
    const inside = within(await dialog());
    const button = await inside.findByRole('button', { name: /^Shoppers plays/ });
    return { ...all, inside, button };
  }

  it('are shown before they land: figures, remarks, a picture with words', async () => {
    const { inside, state } = await recorded();
    expect(inside.getByText('Requests').parentElement!.textContent).toBe('Requests31');
    expect(inside.getByText('On average').parentElement!.textContent).toBe('On average0.1 a second');
    expect(inside.getByText('Recorded from').parentElement!.textContent).toBe(
      'Recorded from2026-05-14 09:00:00 UTC',
    );
    expect(inside.getByText(/^Line 33 says no moment/)).toBeTruthy();
    expect(inside.getByRole('img').getAttribute('aria-label')).toMatch(
      /^31 requests over 5 min\. In the four quarters of that time \d+, \d+, \d+, \d+\./,
    );
    expect(inside.getByText(/what comes later, 18 requests, is not played/)).toBeTruthy();
    expect(state().past).toHaveLength(0);
  });

  it('become the trace of whoever sends requests', async () => {
    const { user, button, drawn, state } = await recorded();
    await user.click(button);
    await gone();
    const { settings } = drawn().parts.get('shoppers')!;
    expect(settings.arrivals).toBe('trace');
    expect(settings.trace).toEqual(Array.from({ length: 31 }, (_, i) => `${i * 10}s`));
    expect(state().scenario.duration).toBe('2m');
    expect(state().said.text).toContain('Shoppers plays 31 recorded requests');
  });

  it('lengthen the run when that is wished, in one step of the history', async () => {
    const { user, inside, button, table, state, scenario, drawn } = await recorded();
    await user.click(inside.getByRole('checkbox', { name: 'Lengthen the run to 5m 1s' }));
    await user.click(button);
    await gone();
    expect(state().scenario.duration).toBe('5m 1s');
    expect(drawn().parts.get('shoppers')!.settings.trace).toHaveLength(31);
    act(() => table.undo());
    expect(state().scenario).toBe(scenario);
  });

  it('or a piece of them is taken', async () => {
    const { user, inside, drawn } = await recorded();
    const [from, to] = ['from', 'to'].map((name) => inside.getByRole('textbox', { name }));
    await user.clear(from!);
    await user.type(from!, 'soon{Enter}');
    expect(inside.getByText(/^Expected a duration such as/)).toBeTruthy();
    await user.clear(from!);
    await user.type(from!, '95s{Enter}');
    await user.clear(to!);
    await user.type(to!, '2m{Enter}');
    await user.click(inside.getByRole('button', { name: 'Shoppers plays 3 requests' }));
    await gone();
    expect(drawn().parts.get('shoppers')!.settings.trace).toEqual(['5s', '15s', '25s']);
  });

  it('that are too many for a file are refused with the number that fits, which can be taken', async () => {
    const { user, state } = bringing();
    const many = Array.from({ length: 101_000 }, (_, i) => `0.${String(i).padStart(6, '0')}`).join('\n');
    fireEvent.drop(document.body, carrying([file('many.csv', many)]));
    const inside = within(await dialog());
    const cut = await inside.findByRole('button', { name: /^Take the first [\d,]+$/ });
    const fits = Number(cut.textContent!.replace(/\D/g, ''));
    expect(fits).toBeGreaterThan(50_000);
    expect(inside.getByRole<HTMLButtonElement>('button', { name: /^Shoppers plays/ }).disabled).toBe(true);
    await user.click(cut);
    const words = `Shoppers plays ${cut.textContent!.slice(15)} requests`;
    expect(screen.getByText<HTMLButtonElement>(words).disabled).toBe(false);
    expect(state().past).toHaveLength(0);
  });

  it('without a column of them are refused', async () => {
    bringing();
    fireEvent.drop(document.body, carrying([file('prices.csv', 'goods,price\ntea,cheap\nrum,dear\n')]));
    expect(await saying(/^No column of these lines/)).toContain('Expected, in more than half of the lines');
  });
});
