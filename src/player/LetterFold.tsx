import { useState } from 'react';
import type { Sealed } from '../lab/protocol.ts';
import { filled } from '../rules/letter.ts';
import './letterFold.css';
import { OpenedLetter } from './OpenedLetter.tsx';

/** Characters of a letter that are read through its envelope. */
const GLIMPSE = 60;

/** A letter to be opened. @param what what it is of: "its letter" */
export function LetterFold({ letter, what }: { readonly letter: Sealed; readonly what: string }) {
  const [isOpen, setOpen] = useState(false);
  const { body, key, envelope } = letter.letter;
  const text = filled(body || key || '', letter.request);
  const glimpse = text.length > GLIMPSE ? `${text.slice(0, GLIMPSE)}…` : text;
  return (
    <details className="letter-fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="letter-what">{envelope === undefined ? what : `${what}, in an envelope`}</span>{' '}
        <span className="letter-glimpse">{glimpse}</span>
      </summary>
      {isOpen && <OpenedLetter {...letter} />}
    </details>
  );
}
