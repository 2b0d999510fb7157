import { useState } from 'react';
import { formatCount } from '../../ui/format.ts';
import { Typed } from '../Typed.tsx';

interface AnyRequestProps {
  /** So many came. */
  readonly count: number;
  onAsk(request: number): void;
}

/** The way to a request of which nobody complains: what became of it, and what it said. */
export function AnyRequest({ count, onAsk }: AnyRequestProps) {
  const [problem, setProblem] = useState<string>();
  if (count === 0) return null;
  const range = `1 to ${formatCount(count)}`;
  return (
    <Typed
      label="Follow a request"
      text=""
      numeric
      hint={`Its number, ${range}, in the order in which they came. Its way is shown, and its letter can be opened.`}
      problem={problem}
      onCommit={(typed) => {
        const number = Number(typed.replaceAll(',', ''));
        const isThere = Number.isInteger(number) && number >= 1 && number <= count;
        setProblem(isThere ? undefined : `Expected a whole number, ${range}.`);
        if (isThere) onAsk(number - 1);
        return isThere;
      }}
      onLeave={() => setProblem(undefined)}
    />
  );
}
