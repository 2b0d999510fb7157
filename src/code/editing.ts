/** The editor: CodeMirror with Go's colours by words alone, so that what cannot be parsed yet is coloured too. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentUnit, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { go } from '@codemirror/legacy-modes/mode/go';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
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
          ...(isFixed ? { tabindex: '0', 'aria-readonly': 'true' } : { 'aria-description': LEAVE }),
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
      if (view.state.doc.toString() === next) return;
      isShowing = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
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
