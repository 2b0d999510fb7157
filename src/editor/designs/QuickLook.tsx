import { readable } from '../../episode/judging.ts';
import { titleOf } from '../../table/design.ts';
import type { Mood } from '../../ui/face/mood.ts';
import { useScenario } from '../hooks.ts';
import { cast, type Role } from './roles.ts';
import { type Look, useQuickLook } from './useQuickLook.ts';

const ROLE_WORD: Readonly<Record<Role, string>> = {
  none: '',
  untouched: 'untouched',
  tempting: 'tempting',
  fix: 'the fix',
};

/** The check in each design that plays a part: whether this one run is as it should be. */
export function QuickLook() {
  const scenario = useScenario();
  const looks = useQuickLook();
  if (scenario.health?.check === undefined) return null;
  return (
    <div className="quick">
      <h4>In one run of each</h4>
      <ul>
        {cast(scenario).map(({ id, role }) => (
          <Row key={id} title={titleOf({ scenario, design: id })} role={role} look={looks.get(id) ?? null} />
        ))}
      </ul>
      <p className="designs-hint">With the seed of the run on the screen. The Health tab tries many seeds.</p>
    </div>
  );
}

interface RowProps {
  readonly title: string;
  readonly role: Role;
  readonly look: Look;
}

function Row({ title, role, look }: RowProps) {
  const { sign, word, note, mood, measured } = wordsOf(role, look);
  return (
    <li data-mood={mood}>
      <span className="quick-sign" aria-hidden="true">
        {sign}
      </span>
      <p>
        <span className="quick-name">{title}</span> <span className="quick-role">{ROLE_WORD[role]}</span>
      </p>
      <p>
        <span className="quick-word">{word}</span>
        {note && `, ${note}`}
      </p>
      {measured && <p className="figures quick-measured">{measured}</p>}
    </li>
  );
}

interface Words {
  readonly sign: string;
  readonly word: string;
  readonly note: string;
  readonly mood: Mood | undefined;
  readonly measured: string;
}

/** The fix makes the check true; nothing else that plays a part does. */
export function wordsOf(role: Role, look: Look): Words {
  if (look === null) return { sign: '…', word: 'not known yet', note: '', mood: undefined, measured: '' };
  if ('failure' in look)
    return { sign: '?', word: 'cannot be run', note: '', mood: 'throttled', measured: look.failure };
  const { verdict, text } = look.verdict;
  const measured = readable(text);
  if (verdict === 'undecided')
    return { sign: '?', word: 'undecided', note: 'which counts as false', mood: 'throttled', measured };
  const isWanted = verdict === (role === 'fix');
  const note = isWanted ? 'as it should be' : `and should be ${role === 'fix'}`;
  return {
    sign: verdict ? '✓' : '×',
    word: String(verdict),
    note,
    mood: isWanted ? 'calm' : 'failing',
    measured,
  };
}
