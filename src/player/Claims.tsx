import type { Judged } from '../lab/protocol.ts';
import type { Mood } from '../ui/face/mood.ts';
import { usePlayed } from './hooks.ts';

const SIGN: Readonly<Record<string, { readonly sign: string; readonly word: string; readonly mood: Mood }>> =
  {
    true: { sign: '✓', word: 'true', mood: 'calm' },
    false: { sign: '×', word: 'false', mood: 'failing' },
    undecided: { sign: '?', word: 'undecided', mood: 'throttled' },
  };

/** What the scenario says will happen, held against what did. */
export function Claims() {
  const judged = usePlayed((state) => state.judged);
  if (judged.length === 0) return null;
  return (
    <section className="claims">
      <h2>Held against this run</h2>
      <ul>
        {judged.map((claim) => (
          <Claim key={claim.id} claim={claim} />
        ))}
      </ul>
    </section>
  );
}

function Claim({ claim: { says, verdict, text } }: { readonly claim: Judged }) {
  const { sign, word, mood } = SIGN[String(verdict)]!;
  return (
    <li data-mood={mood}>
      <span className="claim-sign" aria-hidden="true">
        {sign}
      </span>
      <div>
        <p>{says}</p>
        <p className="claim-measured figures">
          <span className="visually-hidden">{word}: </span>
          {text.replaceAll('>=', '≥').replaceAll('<=', '≤')}
        </p>
      </div>
    </li>
  );
}
