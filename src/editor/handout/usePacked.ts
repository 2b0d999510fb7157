import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { pack } from '../../table/links.ts';
import { hindrance, isBroken } from '../../table/writing.ts';
import { useAuthor } from '../hooks.ts';

const SETTLED_MS = 300;

export interface PackedText {
  readonly text: string;
  /** Of the text as it is now; empty while it is being made, and where there is none. */
  readonly packed: string;
  /** Why there is none; null: there is, or will be in a moment. */
  readonly why: string | null;
}

/** The text on the desk as links carry it. */
export function usePacked(): PackedText {
  const written = useStore(useAuthor().at.table.store, (state) => state.written);
  const text = written?.text ?? '';
  const isBad = isBroken(written);
  const [made, setMade] = useState({ of: '', packed: '', failure: '' });
  useEffect(() => {
    if (isBad || text === '') return;
    let isOver = false;
    const timer = setTimeout(() => {
      pack(text).then(
        (packed) => !isOver && setMade({ of: text, packed, failure: '' }),
        () =>
          !isOver &&
          setMade({
            of: text,
            packed: '',
            failure: 'This browser cannot pack a text into a link: hand out a file.',
          }),
      );
    }, SETTLED_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [text, isBad]);
  const isNow = made.of === text && !isBad;
  return {
    text,
    packed: isNow ? made.packed : '',
    why: isBad ? hindrance(written) : isNow ? made.failure || null : null,
  };
}
