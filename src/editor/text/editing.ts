/** The editor of CodeMirror for the text of a scenario. It has no history of its own: undo is the table's. */
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, indentWithTab } from '@codemirror/commands';
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  foldService,
  indentService,
  indentUnit,
  StreamLanguage,
  syntaxHighlighting,
} from '@codemirror/language';
import { diagnosticCount, forEachDiagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState, Prec } from '@codemirror/state';
import {
  activateHover,
  closeHoverTooltips,
  EditorView,
  hasHoverTooltips,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import type { Problem } from '../../scenario/problem.ts';
import { changesBetween } from './changes.ts';
import { yamlColors } from './colors.ts';
import { diagnosticOf, meantHere } from './diagnostics.ts';
import { foldBelow } from './folds.ts';
import { hangingLines } from './hanging.ts';
import { indentBelow } from './indent.ts';
import { announced, type Facts, goesOn, offer, textOf, tipIn, tooltipOf } from './offers.ts';
import { tipText } from './tipDom.ts';

export interface YamlEditing {
  /** Another text; the one that stands there already changes nothing. */
  show(text: string): void;
  tell(problems: readonly Problem[]): void;
  /** Brings a place into view, counted from 1, and goes there. */
  reveal(line: number, column: number): void;
  /** Shows what is known of the word at the cursor; once more: goes to its source. */
  explain(): void;
  close(): void;
}

export interface Opening {
  readonly text: string;
  readonly facts: () => Facts;
  readonly onType: (text: string) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  /** The cursor stands elsewhere, or the text is another. */
  readonly onMove: (state: EditorState) => void;
}

export function openYaml(parent: HTMLElement, opening: Opening): YamlEditing {
  const { text, facts, onType, onUndo, onRedo, onMove } = opening;
  let isShowing = false;
  /** Undo and redo lead the eye to what they change. */
  let isUndoing = false;
  const undoing = (act: () => void) => (): boolean => {
    isUndoing = true;
    act();
    return true;
  };
  const undo = { run: undoing(onUndo), preventDefault: true, stopPropagation: true };
  const redo = { run: undoing(onRedo), preventDefault: true, stopPropagation: true };
  const explaining = { run: explain, preventDefault: true, stopPropagation: true };
  let isPressed = false;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lintGutter(),
        lineNumbers(),
        hangingLines,
        foldGutter(),
        codeFolding(),
        bracketMatching(),
        closeBrackets(),
        StreamLanguage.define(yamlColors),
        foldService.of((state, at) => foldBelow(state.doc, at)),
        syntaxHighlighting(classHighlighter),
        indentUnit.of('  '),
        indentService.of((context, at) => indentBelow(context.state.doc, at)),
        EditorState.tabSize.of(2),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          'aria-label': 'Text of the scenario',
          'aria-description': KEYS,
          // A region that scrolls is reached by keys.
          tabindex: '0',
          spellcheck: 'false',
          autocapitalize: 'off',
        }),
        autocompletion({
          override: [(context) => offer(facts(), context)],
          icons: false,
          activateOnCompletion: goesOn,
          tooltipClass: () => 'yaml-choices',
          optionClass: ({ type }) => `yaml-choice-${type}`,
          maxRenderedOptions: 60,
        }),
        // Below the problem, where there is one.
        Prec.lowest(
          hoverTooltip(
            (at, pos) => {
              const tip = tipIn(at.state, facts(), pos);
              return tip && tooltipOf(tip);
            },
            { hideOnChange: true },
          ),
        ),
        keymap.of([
          { key: 'Mod-z', ...undo },
          { key: 'Mod-y', ...redo },
          { key: 'Mod-Shift-z', ...redo },
          { key: 'Mod-i', ...explaining },
          { key: 'Alt-h', ...explaining },
          { key: 'Alt-Enter', run: meantHere },
          { key: 'Escape', run: hideTips },
          { key: 'Tab', run: acceptCompletion },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...lintKeymap,
          ...foldKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
        EditorView.domEventHandlers({
          // Who only passes by with Tab indents nothing; who has pressed or typed something here does.
          focus(_, on) {
            if (!isPressed) on.setTabFocusMode(true);
            isPressed = false;
            return false;
          },
          mousedown(_, on) {
            // The focus follows it, where it is not here already.
            isPressed = !on.hasFocus;
            on.setTabFocusMode(false);
            return false;
          },
          keydown(event, on) {
            if (!PASSING.includes(event.key)) on.setTabFocusMode(false);
            return false;
          },
          // The browser's own undo, from a menu or a shaken phone.
          beforeinput(event) {
            if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return false;
            event.preventDefault();
            return undoing(event.inputType === 'historyUndo' ? onUndo : onRedo)();
          },
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !isShowing) onType(textOf(update.state));
          if (update.docChanged || update.selectionSet) onMove(update.state);
        }),
      ],
    }),
  });

  function explain(): boolean {
    const { head } = view.state.selection.main;
    if (hasHoverTooltips(view.state)) {
      const link = view.dom.querySelector<HTMLElement>('.cm-tooltip-hover :is(a, button)');
      link?.focus();
      if (link) return true;
    }
    const tip = tipIn(view.state, facts(), head);
    let problem = '';
    forEachDiagnostic(view.state, ({ message }, from, to) => {
      if (from <= head && head <= to) problem ||= message;
    });
    activateHover(view, head, 1, { until: (tr) => tr.docChanged || tr.selection !== undefined });
    const said = [problem, tip ? tipText(tip) : ''].filter((one) => one !== '').join(' ');
    const words = announced(said === '' ? 'Nothing is known of this place.' : said);
    view.dispatch({ effects: [words, EditorView.scrollIntoView(head, { yMargin: 40 })] });
    return true;
  }

  // A link or a button within a tip gives the focus back.
  view.dom.addEventListener('keydown', (event) => {
    const isInTip = event.target instanceof Element && event.target.closest('.cm-tooltip-hover') !== null;
    if (event.key !== 'Escape' || !isInTip) return;
    event.stopPropagation();
    hideTips(view);
    view.focus();
  });

  return {
    show(next) {
      const now = textOf(view.state);
      const isAsked = isUndoing;
      isUndoing = false;
      if (now === next) return;
      const changes = changesBetween(now, next);
      isShowing = true;
      view.dispatch({ changes });
      isShowing = false;
      const first = changes[0]!.from;
      const anchor = first + changes[0]!.insert.length;
      if (isAsked) view.dispatch({ selection: { anchor }, scrollIntoView: true });
      // Whoever works on the table sees what that makes of the text.
      else if (!view.hasFocus)
        view.dispatch({ effects: EditorView.scrollIntoView(first, { y: 'nearest', yMargin: 40 }) });
    },
    tell(problems) {
      const { doc } = view.state;
      const whole = textOf(view.state);
      const shown = problems
        .filter(({ line }) => line > 0)
        .map((problem) => diagnosticOf(doc, whole, problem));
      if (shown.length > 0 || diagnosticCount(view.state) > 0)
        view.dispatch(setDiagnostics(view.state, shown));
    },
    reveal(line, column) {
      const { doc } = view.state;
      const at = doc.line(Math.max(1, Math.min(line, doc.lines)));
      const anchor = Math.min(at.to, at.from + Math.max(0, column - 1));
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
    explain: () => void explain(),
    close: () => view.destroy(),
  };
}

function hideTips(view: EditorView): boolean {
  if (!hasHoverTooltips(view.state)) return false;
  view.dispatch({ effects: closeHoverTooltips });
  return true;
}

const PASSING = ['Tab', 'Shift', 'Escape', 'Control', 'Alt', 'Meta'];
const KEYS =
  'Control and Space lists what can stand here. Control and I explains the word at the cursor. F8 goes to the next problem, Alt and Enter mends it where that is possible. Press Escape and then Tab to leave the editor.';
