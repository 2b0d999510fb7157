import { useState } from 'react';
import { readDuration } from '../rules/quantity.ts';
import { Typed } from './Typed.tsx';

/** How long something lasts; nothing in the field: to the end of the run. */
export function LengthField({
  lasts,
  onSet,
}: {
  readonly lasts: string | null;
  /** @returns why it was refused; null when it was taken */
  readonly onSet: (lasts: string | null) => string | null;
}) {
  const [problem, setProblem] = useState<string>();
  function commit(text: string): boolean {
    const typed = text.trim();
    const isOpen = typed === '' || typed === 'to the end';
    const read = readDuration(typed);
    const impossible =
      read.ok && read.value > 0 ? null : 'Expected a duration such as 30s or 5m, or nothing: to the end.';
    const why = isOpen ? onSet(null) : (impossible ?? onSet(typed));
    setProblem(why ?? undefined);
    return why === null;
  }
  return (
    <Typed
      label="how long"
      text={lasts ?? 'to the end'}
      hint="A duration such as 30s. Left empty: to the end of the run."
      problem={problem}
      onCommit={commit}
      onLeave={() => setProblem(undefined)}
    />
  );
}
