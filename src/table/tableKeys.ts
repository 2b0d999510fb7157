import { useEffect, useRef } from 'react';
import { designOn, duplicate, paste, remove } from './commands.ts';
import type { AtTable } from './hooks.ts';
import { cutOut, type Piece, readPiece, writePiece } from './pieces.ts';

/** Fields have their own undo, their own clipboard, and letters that are only letters. */
const FIELDS = 'input, select, textarea, [contenteditable]';
const inField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(FIELDS) !== null;

/** Keys of the table, wherever the focus is. What a part or a wire does with keys is the canvas's. */
export function useTableKeys(at: AtTable): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || inField(event.target)) return;
      // A dialog is a world of its own.
      if (document.querySelector('dialog[open]')) return;
      if (act(at, event)) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [at]);
  useClipboard(at);
}

function act({ table, catalog }: AtTable, event: KeyboardEvent): boolean {
  const { key, shiftKey, altKey } = event;
  const isCommand = event.ctrlKey || event.metaKey;
  const letter = key.toLowerCase();
  if (isCommand && !altKey) {
    if (letter === 'z') shiftKey ? table.redo() : table.undo();
    else if (letter === 'y' && !shiftKey) table.redo();
    else if (letter === 'd' && !shiftKey) duplicate(table, catalog);
    else return false;
    return true;
  }
  if (altKey) return false;
  if (key === '?') table.ask({ what: 'shortcuts' });
  else if (shiftKey) return false;
  else if (letter === 'p') {
    if (table.store.getState().palette?.length === 0) return false;
    table.ask({ what: 'parts' });
  } else if (letter === 'c') {
    const { parts } = table.store.getState().selection;
    if (parts.length !== 1) return false;
    table.ask({ what: 'connect', part: parts[0]!, port: null });
  } else return false;
  return true;
}

/** The browser's own events: they need no permission, and come with a text or without one. */
function useClipboard({ table, catalog }: AtTable): void {
  // Where the system's clipboard cannot be reached, the table remembers by itself.
  const inner = useRef<Piece | null>(null);
  useEffect(() => {
    const isOurs = (event: ClipboardEvent) =>
      !event.defaultPrevented && !inField(event.target) && !document.querySelector('dialog[open]');
    const copy = (event: ClipboardEvent) => {
      // Whoever has marked some words wants the words.
      if (!isOurs(event) || getSelection()?.isCollapsed === false) return;
      const { selection } = table.store.getState();
      const piece = cutOut(designOn(table), selection.parts);
      if (!piece) return;
      inner.current = piece;
      event.clipboardData?.setData('text/plain', writePiece(piece));
      event.preventDefault();
      const count = Object.keys(piece.parts).length;
      if (event.type === 'cut') remove(table, selection);
      else table.say(count === 1 ? 'One part copied' : `${count} parts copied`);
    };
    const insert = (event: ClipboardEvent) => {
      if (!isOurs(event)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const piece = readPiece(text) ?? (text === '' ? inner.current : null);
      if (!piece) return;
      event.preventDefault();
      paste(table, catalog, piece, 'pasted');
    };
    const all = [
      ['copy', copy],
      ['cut', copy],
      ['paste', insert],
    ] as const;
    for (const [name, listen] of all) document.addEventListener(name, listen);
    return () => {
      for (const [name, listen] of all) document.removeEventListener(name, listen);
    };
  }, [table, catalog]);
}
