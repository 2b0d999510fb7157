/** The editor: CodeMirror with Go's colours by words alone, so that what cannot be parsed yet is coloured too. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentUnit, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { go } from '@codemirror/legacy-modes/mode/go';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState, Transaction } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import type { GoError } from '../golang/syntax/errors.ts';
import { type Mark, markedLines, setMarks } from './marks.ts';

export interface GoEditing {
  /** Another source, such as another design's; the one that stands there already changes nothing. */
  show(source: string): void;
  tell(errors: readonly GoError[]): void;
  mark(marks: readonly Mark[]): void;
  close(): void;
}

export interface Opening {
  readonly label: string;
  readonly source: string;
  readonly isFixed: boolean;
  readonly onChange: (source: string) => void;
}

export function openEditor(parent: HTMLElement, { label, source, isFixed, onChange }: Opening): GoEditing {
  let isShowing = false;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: source,
      extensions: [
        lineNumbers(),
        history(),
        bracketMatching(),
        lintGutter(),
        StreamLanguage.define(go),
        syntaxHighlighting(classHighlighter),
        indentUnit.of('\t'),
        EditorState.tabSize.of(4),
        EditorState.readOnly.of(isFixed),
        EditorView.editable.of(!isFixed),
        // A source that cannot be edited can still be read by keys.
        EditorView.contentAttributes.of({
          'aria-label': label,
          tabindex: '0',
          ...(isFixed ? { 'aria-readonly': 'true' } : { 'aria-description': LEAVE }),
          spellcheck: 'false',
          autocapitalize: 'off',
        }),
        keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
        markedLines,
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !isShowing) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    show(next) {
      const { doc } = view.state;
      const now = doc.toString();
      if (now === next) return;
      // Only what differs is put in, so that the cursor stays where it was; undoing it is the table's.
      let from = 0;
      while (from < now.length && now[from] === next[from]) from++;
      let same = 0;
      const most = Math.min(now.length, next.length) - from;
      while (same < most && now[now.length - 1 - same] === next[next.length - 1 - same]) same++;
      isShowing = true;
      view.dispatch({
        changes: { from, to: now.length - same, insert: next.slice(from, next.length - same) },
        annotations: Transaction.addToHistory.of(false),
      });
      isShowing = false;
    },
    tell(errors) {
      const { length } = view.state.doc;
      const within = (at: number) => Math.min(at, length);
      const diagnostics = errors.map(({ start, end, message }) => ({
        from: within(start),
        to: within(Math.max(end, start + 1)),
        severity: 'error' as const,
        message,
      }));
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    mark: (marks) => view.dispatch({ effects: setMarks.of(marks) }),
    close: () => view.destroy(),
  };
}

const LEAVE = 'Press Escape and then Tab to leave the editor.';
