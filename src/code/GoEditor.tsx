import { useEffect, useRef } from 'react';
import type { GoError } from '../golang/syntax/errors.ts';
import { type GoEditing, openEditor } from './editing.ts';
import type { Mark } from './marks.ts';
import './editor.css';

export interface GoEditorProps {
  readonly label: string;
  readonly source: string;
  /** Go's own messages, shown at their lines. */
  readonly errors: readonly GoError[];
  /** Who stands where. */
  readonly marks: readonly Mark[];
  /** Left out: the source is only shown. */
  readonly onChange?: (source: string) => void;
}

/** Go source in an editor. What was typed stays when the props bring the same source back. */
export function GoEditor({ label, source, errors, marks, onChange }: GoEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editing = useRef<GoEditing>(null);
  const change = useRef(onChange);
  change.current = onChange;
  const isFixed = onChange === undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what changes later is told to the editor that is open.
  useEffect(() => {
    const opened = openEditor(place.current!, {
      label,
      source,
      isFixed,
      onChange: (typed) => change.current?.(typed),
    });
    editing.current = opened;
    return () => opened.close();
  }, [label, isFixed]);
  useEffect(() => editing.current?.show(source), [source]);
  useEffect(() => editing.current?.tell(errors), [errors]);
  useEffect(() => editing.current?.mark(marks), [marks]);

  return <div ref={place} className="go-editor" />;
}
