/** Choices and tips as the editor of CodeMirror wants them. */
import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
} from '@codemirror/autocomplete';
import type { EditorState, Text } from '@codemirror/state';
import { EditorView, type Tooltip } from '@codemirror/view';
import type { Choice } from './choice.ts';
import { completionsAt } from './completions.ts';
import type { About } from './known.ts';
import { tipDom } from './tipDom.ts';
import { type Tip, tipAt } from './tips.ts';
import { reading } from './where.ts';

export type Facts = Pick<About, 'scenario' | 'catalog'>;

const texts = new WeakMap<Text, string>();

/** The text of a state, made once. */
export function textOf({ doc }: EditorState): string {
  let text = texts.get(doc);
  if (text === undefined) {
    text = doc.toString();
    texts.set(doc, text);
  }
  return text;
}

export const aboutOf = (state: EditorState, facts: Facts): About => ({
  ...facts,
  read: reading(textOf(state)),
});

/** What is longer is read only for those who ask. */
export const PROMPT_MAX = 256 * 1024;

export function offer(facts: Facts, context: CompletionContext): CompletionResult | null {
  const { state, pos, explicit } = context;
  if (!explicit && state.doc.length > PROMPT_MAX) return null;
  const found = completionsAt(aboutOf(state, facts), pos);
  if (!found) return null;
  const { from, to, choices } = found;
  const typed = state.sliceDoc(from, pos);
  // What is written out already needs no list; Enter is to begin a new line.
  if (!explicit && choices.some(({ label }) => label === state.sliceDoc(from, to))) return null;
  const dots = typed.split('.').length;
  return {
    from,
    // What stands behind the cursor goes as well, but does not decide what is offered.
    options: choices.map((choice) => optionOf(choice, to - pos)),
    validFor: (text) => /^[\w.-]*$/.test(text) && text.split('.').length === dots,
  };
}

function optionOf({ label, detail, info, put = label, is, rank = 0 }: Choice, behind: number): Completion {
  return {
    label,
    detail,
    type: is,
    boost: Math.max(-99, Math.min(99, rank)),
    // As an element: nothing in it can become markup.
    ...(info === undefined ? {} : { info: () => infoDom(info) }),
    apply: (view, completion, from, to) => {
      const at = put.indexOf('‸');
      const insert = put.replace('‸', '');
      view.dispatch({
        changes: { from, to: Math.min(to + behind, view.state.doc.length), insert },
        selection: { anchor: from + (at < 0 ? insert.length : at) },
        scrollIntoView: true,
        userEvent: 'input.complete',
        annotations: pickedCompletion.of(completion),
      });
    },
  };
}

function infoDom(info: string): HTMLElement {
  const element = document.createElement('p');
  element.textContent = info;
  return element;
}

/** A key asks for its value, the first end of a wire for the other. */
export const goesOn = ({ type }: Completion): boolean => type === 'key' || type === 'name';

export function tipIn(state: EditorState, facts: Facts, at: number): Tip | null {
  return tipAt(aboutOf(state, facts), at);
}

export function tooltipOf(tip: Tip): Tooltip {
  return { pos: tip.from, end: tip.to, above: false, create: () => ({ dom: tipDom(tip) }) };
}

/** Tells those who listen. */
export const announced = (says: string) => EditorView.announce.of(says);
