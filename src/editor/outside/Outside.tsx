import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useTable } from '../../table/hooks.ts';
import { useAuthor } from '../hooks.ts';
import type { Desk } from './bring.ts';
import { outsideOf } from './outsideStore.ts';
import './outside.css';

/** Readers, places and the dialog come when something is brought in. */
const loadDialog = () => import('./OutsideDialog.tsx');
const OutsideDialog = lazy(() => loadDialog().then((module) => ({ default: module.OutsideDialog })));

/** What comes from outside, by drop, by paste and through a dialog. */
export function Outside() {
  const at = useTable();
  const author = useAuthor();
  const outside = outsideOf(at.table);
  const desk = useMemo((): Desk => ({ at, author, outside }), [at, author, outside]);
  const isOpen = useStore(outside.store, (state) => state.isOpen);
  const isOver = useDrops(desk);
  usePastes(desk);
  return (
    <>
      {isOver && (
        <div className="outside-drop">
          <p>
            <strong>Drop it anywhere.</strong> A scenario (YAML), request times (CSV), a policy (JSON) or a Go
            program finds its place by itself.
          </p>
        </div>
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <OutsideDialog desk={desk} />
        </Suspense>
      )}
    </>
  );
}

const bring = (desk: Desk, by: (how: typeof import('./bring.ts')) => void): void => {
  import('./bring.ts').then(by).catch(() => {
    desk.at.table.refuse('The readers for this could not be loaded. Is there a connection? Try it again.');
  });
};

/** A drag that stands still is told again and again; one that has left the page is not. */
const GONE_MS = 500;

/** @returns whether files are dragged over the page */
function useDrops(desk: Desk): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = () => {
      clearTimeout(timer);
      setOver(false);
    };
    const over = (event: DragEvent) => {
      if (!isOurs(event)) return;
      take(event);
      clearTimeout(timer);
      timer = setTimeout(leave, GONE_MS);
      setOver(true);
    };
    const drop = (event: DragEvent) => {
      if (!isOurs(event)) return;
      take(event);
      leave();
      const files = [...(event.dataTransfer?.files ?? [])];
      bring(desk, ({ bringFiles }) => void bringFiles(files, desk));
    };
    const all = [
      ['dragover', over],
      ['drop', drop],
    ] as const;
    for (const isEarly of [true, false])
      for (const [name, listen] of all) addEventListener(name, listen, isEarly);
    return () => {
      clearTimeout(timer);
      for (const isEarly of [true, false])
        for (const [name, listen] of all) removeEventListener(name, listen, isEarly);
    };
  }, [desk]);
  return isOver;
}

/** What lies deeper comes first, but for the editor of the text: it would write a file's letters where it was dropped. */
function isOurs(event: DragEvent): boolean {
  if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return false;
  const inEditor = event.target instanceof Element && event.target.closest('.cm-editor') !== null;
  return event.eventPhase === Event.BUBBLING_PHASE || event.target === window || inEditor;
}

function take(event: DragEvent): void {
  event.preventDefault();
  event.stopPropagation();
  if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
}

const FIELDS = 'input, select, textarea, [contenteditable]';

function usePastes(desk: Desk): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      // Parts that were copied are the table's own; a field, and a dialog, take what is theirs.
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      if (event.target instanceof Element && event.target.closest(FIELDS)) return;
      const files = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (files.length === 0 && text.trim() === '') return;
      event.preventDefault();
      bring(desk, (how) =>
        files.length > 0 ? void how.bringFiles(files, desk) : how.bringText(null, text, desk),
      );
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, [desk]);
}
