import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTable, useTabled } from '../../table/hooks.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { type Desk, land } from './bring.ts';
import type { Landable } from './found.ts';
import { type Place, placesFor } from './places.ts';

/** What it is, and where it can go. */
export function Choosing({ desk, found }: { readonly desk: Desk; readonly found: Landable }) {
  const { catalog } = useTable();
  const scenario = useTabled((state) => state.scenario);
  const design = useTabled((state) => state.design);
  const { all, note } = useMemo(
    () => placesFor(found, scenario, design, catalog),
    [found, scenario, design, catalog],
  );
  const fit = all.filter(({ why }) => why === null);
  return (
    <>
      <Notice
        tone={fit.length > 0 ? 'hint' : 'warning'}
        what={`${titleOf(found)}${fit.length > 0 ? '' : ' As it stands it has no place in this design.'}`}
        announce="politely"
      >
        {note && <p>{note}</p>}
      </Notice>
      {fit.length > 0 && <Chooser desk={desk} fit={fit} />}
      <Unfit all={all} />
    </>
  );
}

function titleOf(found: Landable): string {
  switch (found.what) {
    case 'document':
      return `This is ${found.documents[0]!.document}.`;
    case 'redrive': {
      const { target, maxReceiveCount } = found.policy;
      return `This is a redrive policy of SQS: after ${maxReceiveCount} receives to ${target}.`;
    }
    case 'program':
      return 'This is a Go program.';
    case 'moments':
      return 'This is recorded traffic.';
  }
}

function Chooser({ desk, fit }: { readonly desk: Desk; readonly fit: readonly Place[] }) {
  const name = useId();
  const [chosen, setChosen] = useState(0);
  // A broken text, or a fork, has its own reasons against any edit.
  const [problem, setProblem] = useState(() => desk.at.table.refusal(fit[0]!.edit));
  const place = fit[Math.min(chosen, fit.length - 1)]!;
  const list = useRef<HTMLFieldSetElement>(null);
  useEffect(() => list.current?.querySelector('input')?.focus(), []);
  function put() {
    const why = land(place, desk.at);
    setProblem(why);
    if (why === null) desk.outside.close();
  }
  return (
    <>
      <fieldset ref={list} className="outside-places">
        <legend>Where does it go?</legend>
        {fit.map(({ where }, i) => (
          <label key={where} className="ui-check">
            <input type="radio" name={name} checked={i === chosen} onChange={() => setChosen(i)} />
            {where}
          </label>
        ))}
      </fieldset>
      {problem && <Notice what={problem} announce="now" />}
      <div className="outside-buttons">
        <Button look="primary" onClick={put}>
          Put it there
        </Button>
      </div>
    </>
  );
}

function Unfit({ all }: { readonly all: readonly Place[] }) {
  const [isShown, setShown] = useState(false);
  const unfit = all.filter(({ why }) => why !== null);
  if (unfit.length === 0) return null;
  const others = unfit.length === 1 ? 'one place does' : `${unfit.length} places do`;
  return (
    <div>
      <Button look="quiet" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? 'Hide what does not fit' : `Why ${others} not fit`}
      </Button>
      {isShown && (
        <ul className="outside-details">
          {unfit.map(({ where, why }) => (
            <li key={where}>
              <strong>{where}</strong> {why}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
