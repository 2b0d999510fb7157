/** Problems as CodeMirror marks them. */
import { type Diagnostic, forEachDiagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Problem } from '../../scenario/problem.ts';
import { markOf } from './places.ts';

export function diagnosticOf(doc: Text, text: string, problem: Problem): Diagnostic {
  const line = doc.line(Math.min(problem.line, doc.lines));
  const at = Math.min(line.to, line.from + Math.max(0, problem.column - 1));
  const { from, to, severity, says, expected, meant } = markOf(text, at, problem);
  return {
    from,
    to,
    severity,
    message: expected === null ? says : `${says} ${expectedIn(expected)}`,
    renderMessage: () => messageDom(says, expected),
    ...(meant === null
      ? {}
      : {
          actions: [
            {
              name: `Change to ${meant}`,
              apply: (view, start, end) =>
                view.dispatch({
                  changes: { from: start, to: end, insert: meant },
                  selection: { anchor: start + meant.length },
                  userEvent: 'input.mend',
                }),
            },
          ],
        }),
  };
}

function messageDom(says: string, expected: string | null): HTMLElement {
  const message = document.createElement('span');
  message.textContent = says;
  if (expected === null) return message;
  const more = document.createElement('span');
  more.className = 'yaml-expected';
  more.textContent = expectedIn(expected);
  message.append(more);
  return message;
}

const expectedIn = (expected: string): string => `Expected ${expected}${expected.endsWith('.') ? '' : '.'}`;

/** Does what the problem at the cursor proposes. */
export function meantHere(view: EditorView): boolean {
  const { from, to } = view.state.selection.main;
  let mend: (() => void) | null = null;
  forEachDiagnostic(view.state, ({ actions }, start, end) => {
    const action = actions?.[0];
    if (action && start <= to && end >= from) mend ??= () => action.apply(view, start, end);
  });
  (mend as (() => void) | null)?.();
  return mend !== null;
}
