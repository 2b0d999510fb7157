import { Copy, Trash2 } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { START } from '../../scenario/designNames.ts';
import type { Path } from '../../scenario/problem.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Select } from '../../ui/Select.tsx';
import { useAuthor, useChange, useScenario } from '../hooks.ts';
import { AreaField, LineField } from '../lesson/fields.tsx';
import { useRevise } from '../lesson/useRevise.ts';
import { useAddDesign } from './AddDesign.tsx';
import { namersOf, withDesignAdded, withoutDesign } from './designList.ts';
import { type Role, roleOf, withRole } from './roles.ts';
import { toldPatch } from './toldPatch.ts';

/** The design on the table: what it is called, what it is for, what it changes. */
export function DesignForm({ id }: { readonly id: string }) {
  const scenario = useScenario();
  const change = useChange();
  const revise = useRevise();
  const add = useAddDesign();
  const text = Object.hasOwn(scenario.designs ?? {}, id) ? scenario.designs![id]! : null;
  const isStart = id === START;

  /** What the base is called stands among the designs, as soon as somebody says it. */
  function commit(key: 'title' | 'says', typed: string, says: string): string | null {
    if (text) return change(['designs', id, key], key === 'says' && typed === '' ? undefined : typed, says);
    const made = { title: scenario.title, [key]: typed };
    return revise(withDesignAdded(scenario, id, made, START), says);
  }

  return (
    <div className="design">
      <LineField
        label="Title"
        text={text?.title ?? (isStart ? scenario.title : id)}
        limits={['designs', id, 'title']}
        onCommit={(typed) =>
          typed === '' ? 'A design needs a title.' : commit('title', typed, `Design ${id} called ${typed}`)
        }
      />
      <AreaField
        label="What it says of itself"
        text={text?.says ?? ''}
        limits={['designs', id, 'says']}
        linesMax={8}
        onCommit={(typed) => commit('says', typed, `Words of the design ${id} changed`)}
      />
      <p className="design-id">
        In claims and steps it is called <code>{id}</code>.
      </p>
      <RoleField id={id} />
      <Changes id={id} />
      <div className="designs-tools">
        <Button onClick={() => add('copy', id)}>
          <Copy size={14} aria-hidden="true" /> {isStart ? 'Make a design that begins as it' : 'Duplicate'}
        </Button>
        {!isStart && <Remove id={id} />}
      </div>
    </div>
  );
}

const ROLE_OPTIONS: Readonly<Record<Role, string>> = {
  none: 'none',
  untouched: 'untouched: what somebody leaves who does nothing',
  fix: 'the fix: what the lesson teaches',
  tempting: 'tempting: suggests itself, and does not help',
};

function RoleField({ id }: { readonly id: string }) {
  const scenario = useScenario();
  const revise = useRevise();
  const role = roleOf(scenario, id);
  const [problem, setProblem] = useState<string>();
  if (id === START && role === 'untouched')
    return (
      <p className="design-fixed">
        Untouched: what somebody leaves who does nothing. Another design can be chosen for that at its own
        role.
      </p>
    );
  function choose(next: Role) {
    const title = scenario.designs?.[id]?.title ?? id;
    const says = next === 'none' ? `${title} has no role` : `${title} is ${ROLE_SAYS[next]}`;
    setProblem(revise(withRole(scenario, id, next), says) ?? undefined);
  }
  return (
    <>
      <Select
        label="Role in the lesson"
        labelShown="above"
        value={role}
        options={(['none', 'untouched', 'fix', 'tempting'] as const).map((value) => ({
          value,
          label: ROLE_OPTIONS[value],
        }))}
        onChange={choose}
      />
      {problem && <small className="ui-problem">{problem}</small>}
    </>
  );
}

const ROLE_SAYS: Readonly<Record<Exclude<Role, 'none'>, string>> = {
  untouched: 'the untouched design',
  fix: 'the fix',
  tempting: 'tempting',
};

/** So many lines stand there without being asked for. */
const SHOWN = 6;

function Changes({ id }: { readonly id: string }) {
  const scenario = useScenario();
  const { catalog } = useAuthor().at;
  const lines = useMemo(() => toldPatch(scenario, id, catalog), [scenario, id, catalog]);
  const [isWhole, setWhole] = useState(false);
  if (id === START) return <p className="designs-hint">The base: every other design changes it.</p>;
  if (lines.length === 0)
    return (
      <p className="designs-hint">It changes nothing yet. Whatever you do on the table now goes into it.</p>
    );
  // One more line than there is room for takes no more than the button that would show it.
  const isLong = lines.length > SHOWN + 1;
  const shown = isLong && !isWhole ? lines.slice(0, SHOWN) : lines;
  return (
    <div className="design-changes">
      <h4>What it changes</h4>
      <ul>
        {shown.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {isLong && (
        <Button look="quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show ${lines.length - SHOWN} more`}
        </Button>
      )}
    </div>
  );
}

function Remove({ id }: { readonly id: string }) {
  const scenario = useScenario();
  const author = useAuthor();
  const { table } = author.at;
  const revise = useRevise();
  const [isAsked, setAsked] = useState(false);
  const [why, setWhy] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const namers = namersOf(scenario, id);
  const title = scenario.designs?.[id]?.title ?? id;

  function show(path: Path) {
    if (path[0] === 'designs') table.chooseDesign(String(path[1]));
    else author.reveal(path);
  }

  function remove() {
    setAsked(namers.length > 0);
    if (namers.length > 0) return;
    const list = button.current?.closest('ul');
    const refused = revise(withoutDesign(scenario, id), `${title} removed`);
    setWhy(refused);
    // Its button is gone with it: the row of the design on the table has the focus then.
    if (refused === null) queueMicrotask(() => list?.querySelector<HTMLElement>('[aria-current]')?.focus());
  }

  return (
    <>
      <Button ref={button} onClick={remove}>
        <Trash2 size={14} aria-hidden="true" /> Remove
      </Button>
      {isAsked && namers.length > 0 && (
        <Notice
          tone="warning"
          what={`“${title}” is named elsewhere. Choose another design there first:`}
          announce="politely"
        >
          <ul className="design-namers">
            {namers.map(({ path, says }) => (
              <li key={path.join('.')}>
                <Button look="quiet" onClick={() => show(path)}>
                  {says}
                </Button>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {why !== null && <Notice tone="warning" what={why} announce="politely" />}
    </>
  );
}
