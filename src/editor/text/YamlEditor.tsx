import type { EditorState } from '@codemirror/state';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Catalog } from '../../scenario/catalog.ts';
import type { Problem } from '../../scenario/problem.ts';
import type { Scenario } from '../../scenario/types.ts';
import { Button } from '../../ui/Button.tsx';
import { openYaml, type YamlEditing } from './editing.ts';
import { PROMPT_MAX, textOf } from './offers.ts';
import { reading, whereIn } from './where.ts';
import './text.css';

export interface YamlEditorProps {
  readonly text: string;
  readonly problems: readonly Problem[];
  /** The last one that could be read. */
  readonly scenario: Scenario;
  readonly catalog: Catalog;
  readonly onType: (text: string) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  /** A place, counted from 1: brought into view whenever the object changes. */
  readonly reveal?: { readonly line: number; readonly column: number } | null;
}

/** The text of a scenario. What was typed stays when the props bring the same text back. */
export function YamlEditor(props: YamlEditorProps): ReactNode {
  const { text, problems, reveal } = props;
  const place = useRef<HTMLDivElement>(null);
  const editing = useRef<YamlEditing>(null);
  const now = useRef(props);
  now.current = props;
  const [here, setHere] = useState('');

  // Before the next key can be pressed: a text that comes back late would undo it.
  useLayoutEffect(() => {
    let timer = 0;
    const opened = openYaml(place.current!, {
      text: now.current.text,
      facts: () => now.current,
      onType: (typed) => now.current.onType(typed),
      onUndo: () => now.current.onUndo(),
      onRedo: () => now.current.onRedo(),
      onMove: (state) => {
        window.clearTimeout(timer);
        timer = window.setTimeout(() => setHere(pathAt(state)), SETTLED_MS);
      },
    });
    editing.current = opened;
    return () => {
      window.clearTimeout(timer);
      opened.close();
    };
  }, []);
  useLayoutEffect(() => editing.current?.show(text), [text]);
  useEffect(() => editing.current?.tell(problems), [problems]);
  useEffect(() => {
    if (reveal) editing.current?.reveal(reveal.line, reveal.column);
  }, [reveal]);

  return (
    <div className="yaml-editor">
      <div ref={place} className="yaml-text" />
      <div className="yaml-here">
        <span className="yaml-path">{here}</span>
        <Button
          look="quiet"
          // The cursor stays where it is.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => editing.current?.explain()}
        >
          Explain this word
        </Button>
      </div>
    </div>
  );
}

const SETTLED_MS = 120;

/** Where the cursor stands, for a line below the text. */
function pathAt(state: EditorState): string {
  if (state.doc.length > PROMPT_MAX) return '';
  const where = whereIn(reading(textOf(state)), state.selection.main.head);
  if (!where) return '';
  const path = where.is === 'key' && where.text !== '' ? [...where.path, where.text] : where.path;
  return path.map((step) => (typeof step === 'number' ? String(step + 1) : step)).join(' › ');
}
