import type { Problem } from '../scenario/problem.ts';
import { Notice } from '../ui/Notice.tsx';
import { usePlayed } from './hooks.ts';

const SHOWN = 20;

/** Why the scenario cannot be run, each with its place. The last good run stays on the screen. */
export function Problems() {
  const problems = usePlayed((state) => state.problems);
  if (problems.length === 0) return null;
  const count = problems.length === 1 ? 'One problem' : `${problems.length} problems`;
  return (
    <section className="problems" aria-label="Problems of the scenario">
      <p role="alert">{count}: this scenario cannot be run.</p>
      <ul>
        {problems.slice(0, SHOWN).map((problem, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole, and two problems may read the same.
          <li key={i}>
            <Notice
              tone={problem.severity === 'error' ? 'problem' : 'warning'}
              where={placeOf(problem)}
              what={problem.says}
              expected={problem.expected}
            />
          </li>
        ))}
      </ul>
      {problems.length > SHOWN && <p>And {problems.length - SHOWN} more.</p>}
    </section>
  );
}

function placeOf({ line, column, path }: Problem): string {
  const place = line > 0 ? `line ${line}, column ${column}` : '';
  return [place, path].filter(Boolean).join(' · ');
}
