import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { RunAsked } from '../../lab/protocol.ts';
import { Button } from '../../ui/Button.tsx';
import { useAuthor, useScenario } from '../hooks.ts';
import { useKept } from '../lesson/kept.ts';
import { BuildForm } from './BuildForm.tsx';
import { ExpressionText } from './ExpressionText.tsx';
import { choicesIn, scopesOf, troubleOf } from './scopes.ts';
import { type RunSeen, useJudged, useNoRun, useRunSeen } from './useJudged.ts';
import { type Held, heldNow, tellHeld, VerdictLine } from './VerdictLine.tsx';
import './checks.css';

export interface ExpressionFieldProps {
  readonly label: string;
  readonly text: string;
  /** @returns why it was refused; null: it was taken. An empty text comes, too, when somebody empties the field. */
  readonly onCommit: (text: string) => string | null;
  /** Where it must be readable: in each of these designs; in any when absent. */
  readonly design?: string | readonly string[];
  readonly hint?: ReactNode;
  /** The run that judges; the one on the screen when absent. */
  readonly run?: RunAsked | null;
  /** The run that judges, in words; null: it is said elsewhere, once for many fields. Left out: told from the screen. */
  readonly where?: string | null;
  /** What it must come to; another verdict is a fault, and said to be one. */
  readonly wants?: boolean;
  /** What is said of an empty field. */
  readonly empty?: string;
}

const SPOKEN_MS = 1000;

/** An expression, typed or built from a form, and whether it is true of a run as one types. */
export function ExpressionField(props: ExpressionFieldProps) {
  const { label, text, onCommit, design, hint, run = null, wants, empty = 'Nothing is asked yet.' } = props;
  const { table, catalog } = useAuthor().at;
  const scenario = useScenario();
  const seen = useRunSeen();
  const noRun = useNoRun();
  const [isBuilding, setBuilding] = useState(false);
  const told = useId();
  const form = useId();
  const scopes = scopesOf(scenario, catalog);
  const onTable = useStore(table.store, (state) => state.design);
  const choices = useMemo(
    () => choicesIn(scenario, scopes, design, onTable),
    [scenario, scopes, design, onTable],
  );
  const kept = useKept(text, (typed) => onCommit(typed.trim()), { pauses: false, isSame });
  const { typed } = kept;
  const [written, setWritten] = useState<{ readonly text: string; readonly why: string | null } | null>(null);
  const refused = kept.problem ?? (written?.text === typed ? (written.why ?? undefined) : undefined);
  const isBlank = typed.trim() === '';
  const trouble = useMemo(
    () => (isBlank ? null : troubleOf(typed, scopes, design)),
    [isBlank, typed, scopes, design],
  );
  const [verdict] = useJudged(isBlank || trouble?.isWrong ? NOTHING : [typed], run);
  const held = heldNow(typed, trouble, verdict ?? null, { empty, waiting: run ? undefined : noRun });
  const where = props.where === undefined ? (run ? null : whereOf(seen)) : props.where;

  function write(next: string) {
    kept.type(next);
    setWritten({ text: next, why: onCommit(next) });
  }

  return (
    <div className="check-field">
      <ExpressionText
        label={label}
        hint={hint}
        typed={typed}
        choices={choices}
        problem={trouble?.problem ?? null}
        // Why it cannot be read stands below, as one types.
        refused={trouble?.isWrong && refused ? NOT_TAKEN : refused}
        toldBy={told}
        onType={kept.type}
        onCommit={kept.commit}
        onPress={kept.press}
      />
      <div className="check-told" data-brief={where === null ? '' : undefined}>
        <div id={told}>
          <VerdictLine held={held} wants={wants} />
          {where !== null && <small className="check-where">{where}</small>}
        </div>
        <Button
          look="quiet"
          className="check-build"
          aria-expanded={isBuilding}
          aria-controls={isBuilding ? form : undefined}
          onClick={() => setBuilding(!isBuilding)}
        >
          {isBuilding ? 'Close the form' : 'Build it'}
          <span className="visually-hidden">: {label}</span>
        </Button>
      </div>
      <Spoken held={held} wants={wants} />
      {isBuilding && (
        <div id={form}>
          <BuildForm label={label} text={typed} choices={choices} run={run} onWrite={write} />
        </div>
      )}
    </div>
  );
}

const NOT_TAKEN = 'Not taken: the scenario keeps what it had until this is mended. Escape brings that back.';
const NOTHING: readonly string[] = [];
const isSame = (typed: string, text: string): boolean => typed.trim() === text;

const whereOf = (seen: RunSeen | null): string =>
  seen ? `In the run on the screen: ${seen.title}, seed ${seen.seed}.` : 'In the run on the screen.';

/** For those who listen: what it came to, once somebody who types here has paused. */
function Spoken({ held, wants }: { readonly held: Held; readonly wants: boolean | undefined }) {
  const place = useRef<HTMLSpanElement>(null);
  const [spoken, setSpoken] = useState('');
  const { word, says } = tellHeld(held, wants);
  const line = `${word} ${says}`.trim();
  useEffect(() => {
    const timer = setTimeout(() => {
      const field = place.current?.parentElement;
      // A page full of checks does not speak of all of them.
      const isHere = field?.contains(field.ownerDocument.activeElement);
      if (held.is !== 'waiting') setSpoken(isHere ? line : '');
    }, SPOKEN_MS);
    return () => clearTimeout(timer);
  }, [line, held.is]);
  return (
    <span ref={place} role="status" className="visually-hidden">
      {spoken}
    </span>
  );
}
