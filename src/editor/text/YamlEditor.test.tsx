import { currentCompletions, startCompletion } from '@codemirror/autocomplete';
import { forEachDiagnostic } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { catalog } from '../../parts/catalog.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { YamlEditor, type YamlEditorProps } from './YamlEditor.tsx';

const TEXT = `format: 1
id: small
title: Small
series: none
summary: A small one.
duration: 1m
seed: 1

parts:
  users:
    kind: traffic-source
    at: [0, 0]
  till:
    kind: service
    name: The till
    at: [300, 0]
    settings:
      slots: 5

wires:
  - users.out -> till.in
`;
const scenario = parseScenario(TEXT, catalog).scenario!;

beforeAll(() => {
  // The editor measures letters, which nobody draws here.
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = () => new DOMRect();
});

const problemsOf = (text: string) => parseScenario(text, catalog).problems;

function open(props: Partial<YamlEditorProps> = {}) {
  const heard = { onType: vi.fn(), onUndo: vi.fn(), onRedo: vi.fn() };
  const element = (more: Partial<YamlEditorProps>) => (
    <YamlEditor
      text={TEXT}
      problems={[]}
      scenario={scenario}
      catalog={catalog}
      {...heard}
      {...props}
      {...more}
    />
  );
  const { rerender } = render(element({}));
  const box = screen.getByRole('textbox', { name: 'Text of the scenario' });
  const view = EditorView.findFromDOM(box)!;
  const change = (more: Partial<YamlEditorProps>) => rerender(element(more));
  const type = (at: number, insert: string) =>
    act(() =>
      view.dispatch({
        changes: { from: at, insert },
        selection: { anchor: at + insert.length },
        userEvent: 'input.type',
      }),
    );
  return { ...heard, box, view, change, type };
}

const diagnostics = (view: EditorView) => {
  const found: { readonly words: string; readonly message: string; readonly severity: string }[] = [];
  forEachDiagnostic(view.state, ({ message, severity }, from, to) =>
    found.push({ words: view.state.sliceDoc(from, to), message, severity }),
  );
  return found;
};

describe('the text of a scenario', () => {
  it('is told to whoever listens, and says how to leave', () => {
    const { box, view, type, onType } = open();
    expect(view.state.doc.toString()).toBe(TEXT);
    expect(box).toHaveAccessibleDescription(/Escape and then Tab/);
    type(TEXT.indexOf('Small') + 5, 'er');
    expect(onType).toHaveBeenCalledWith(TEXT.replace('Small', 'Smaller'));
  });

  it('that comes back as it was typed changes nothing; another one moves only what differs', () => {
    const { view, type, change, onType } = open();
    type(TEXT.indexOf('Small') + 5, 'er');
    const { doc } = view.state;
    change({ text: TEXT.replace('Small', 'Smaller') });
    expect(view.state.doc).toBe(doc);
    act(() => view.dispatch({ selection: { anchor: view.state.doc.toString().indexOf('wires') } }));
    change({
      text: TEXT.replace('[0, 0]', '[40, 80]').replace('users.out -> till.in', 'users.out  ->  till.in'),
    });
    expect(view.state.doc.toString()).toContain('at: [40, 80]');
    // The cursor stands before the same word.
    expect(view.state.sliceDoc(view.state.selection.main.head).startsWith('wires')).toBe(true);
    // What the table did is not typed.
    expect(onType).toHaveBeenCalledTimes(1);
  });

  it('has no history of its own: undo and redo are asked for', () => {
    const { box, type, onUndo, onRedo, view } = open();
    type(0, '# ');
    fireEvent.keyDown(box, { key: 'z', code: 'KeyZ', keyCode: 90, ctrlKey: true });
    expect(onUndo).toHaveBeenCalledTimes(1);
    fireEvent.keyDown(box, { key: 'y', code: 'KeyY', keyCode: 89, ctrlKey: true });
    fireEvent.keyDown(box, { key: 'Z', code: 'KeyZ', keyCode: 90, ctrlKey: true, shiftKey: true });
    expect(onRedo).toHaveBeenCalledTimes(2);
    const native = new InputEvent('beforeinput', {
      inputType: 'historyUndo',
      bubbles: true,
      cancelable: true,
    });
    fireEvent(box, native);
    expect(native.defaultPrevented).toBe(true);
    expect(onUndo).toHaveBeenCalledTimes(2);
    expect(view.state.doc.toString()).toBe(`# ${TEXT}`);
  });

  it('undone from here leads to what was undone', () => {
    function Undoing() {
      const [text, setText] = useState(TEXT.replace('slots: 5', 'slots: 50'));
      const nothing = () => {};
      return (
        <YamlEditor
          text={text}
          problems={[]}
          scenario={scenario}
          catalog={catalog}
          onType={nothing}
          onUndo={() => setText(TEXT)}
          onRedo={nothing}
        />
      );
    }
    render(<Undoing />);
    const box = screen.getByRole('textbox');
    fireEvent.keyDown(box, { key: 'z', code: 'KeyZ', keyCode: 90, ctrlKey: true });
    const view = EditorView.findFromDOM(box)!;
    expect(view.state.doc.toString()).toBe(TEXT);
    expect(view.state.sliceDoc(0, view.state.selection.main.head)).toMatch(/slots: 5$/);
  });
});

describe('problems', () => {
  it('stand under their words, and can be mended by a key', () => {
    const text = TEXT.replace('kind: service', 'kind: servise');
    const { view, box, change, onType } = open({ text, problems: problemsOf(text) });
    expect(diagnostics(view)).toContainEqual(
      expect.objectContaining({
        words: 'servise',
        severity: 'error',
        message: expect.stringContaining('Did you mean service?'),
      }),
    );
    fireEvent.keyDown(box, { key: 'F8', keyCode: 119 });
    expect(view.state.sliceDoc(view.state.selection.main.from, view.state.selection.main.to)).toBe('servise');
    expect(screen.getByRole('button', { name: /Change to service/ })).toBeInTheDocument();
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 13, altKey: true });
    expect(onType).toHaveBeenLastCalledWith(TEXT);
    change({ text: TEXT, problems: [] });
    expect(diagnostics(view)).toEqual([]);
  });

  it('of no line, or of a line that is gone, do no harm', () => {
    const nowhere = {
      severity: 'error',
      column: 9999,
      path: '',
      found: 'x',
      expected: 'y',
      says: 'No.',
    } as const;
    const { view } = open({
      text: '',
      problems: [
        { ...nowhere, line: 0 },
        { ...nowhere, line: 4000 },
      ],
    });
    expect(diagnostics(view)).toHaveLength(1);
  });
});

describe('help', () => {
  it('a list of what can stand here opens while somebody types, and by a key', async () => {
    const { view, type } = open();
    type(TEXT.indexOf('slots: 5') + 8, '\n      re');
    await waitFor(() =>
      expect(currentCompletions(view.state).map(({ label }) => label)).toContain('retries'),
    );
    expect(screen.getByRole('listbox')).toBeInTheDocument();
    act(() => {
      view.dispatch({ selection: { anchor: TEXT.indexOf('service') } });
      startCompletion(view);
    });
    await waitFor(() =>
      expect(currentCompletions(view.state).map(({ label }) => label)).toContain('sqs-queue'),
    );
  });

  it('a word is explained by a key and by a button; its source is a link to a page of its own', async () => {
    const text = TEXT.replace('kind: service', 'kind: sqs-queue').replace(
      'slots: 5',
      'VisibilityTimeout: 30s',
    );
    const { view, box } = open({ text });
    const place = text.indexOf('VisibilityTimeout') + 3;
    act(() => view.dispatch({ selection: { anchor: place } }));
    fireEvent.keyDown(box, { key: 'i', code: 'KeyI', keyCode: 73, ctrlKey: true });
    const link = await screen.findByRole('link');
    expect(link).toHaveAttribute('rel', 'noopener noreferrer');
    expect(link).toHaveAttribute('target', '_blank');
    expect(document.querySelector('[aria-live="polite"]')).toHaveTextContent(
      /VisibilityTimeout, setting\..*Default: 30s/,
    );
    fireEvent.keyDown(box, { key: 'i', code: 'KeyI', keyCode: 73, ctrlKey: true });
    expect(link).toHaveFocus();
    fireEvent.keyDown(link, { key: 'Escape' });
    expect(document.querySelector('.yaml-tip')).toBeNull();
    expect(box).toHaveFocus();
    fireEvent.click(screen.getByRole('button', { name: 'Explain this word' }));
    expect(await screen.findByRole('link')).toBeInTheDocument();
  });

  it('what a scenario says becomes no markup', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const text = TEXT.replace('The till', `"${evil}"`);
    const { view, box } = open({ text });
    act(() => view.dispatch({ selection: { anchor: text.indexOf('  till:') + 4 } }));
    fireEvent.keyDown(box, { key: 'h', code: 'KeyH', keyCode: 72, altKey: true });
    await waitFor(() => expect(document.querySelector('.yaml-tip')).toHaveTextContent(evil));
    expect(document.querySelector('img')).toBeNull();
  });

  it('the line below says where the cursor is', async () => {
    const { view } = open();
    act(() => view.dispatch({ selection: { anchor: TEXT.indexOf('slots') + 1 } }));
    expect(await screen.findByText('parts › till › settings › slots')).toBeInTheDocument();
  });
});

it('a place that somebody points at is gone to, also twice', () => {
  const { view, change } = open();
  change({ reveal: { line: 11, column: 11 } });
  expect(view.state.selection.main.head).toBe(TEXT.indexOf('traffic-source'));
  act(() => view.dispatch({ selection: { anchor: 0 } }));
  change({ reveal: { line: 11, column: 11 } });
  expect(view.state.selection.main.head).toBe(TEXT.indexOf('traffic-source'));
  change({ reveal: { line: 9000, column: 9000 } });
  expect(view.state.selection.main.head).toBe(TEXT.length);
});
