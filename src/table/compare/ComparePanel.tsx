import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Lab } from '../../lab/client.ts';
import { useMedia, usePlayed, usePlayer } from '../../player/hooks.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Select } from '../../ui/Select.tsx';
import './compare.css';
import { comparedFigures, formatChange, formatWorth, isShared, type Run } from './figures.ts';
import { askedOf, type Other, type Rival } from './other.ts';
import { Repeated } from './Repeated.tsx';
import { createRepeat } from './repeat.ts';

export interface ComparePanelProps {
  readonly other: Other;
  /** Runs besides the designs of the scenario on the screen: forks, or what else there is. */
  readonly others: readonly Rival[];
  readonly startLab: () => Promise<Lab>;
  /** What the run on the screen is called; its design's title when left out. */
  readonly title?: string;
}

/** Two runs with the same shoppers: their figures now, and what is left of the difference over many seeds. */
export function ComparePanel({ other, others, startLab, title }: ComparePanelProps) {
  const player = usePlayer();
  const plate = usePlayed((state) => state.plate);
  const recording = usePlayed((state) => state.recording);
  const ghost = usePlayed((state) => state.ghost);
  const { rival, failure, progress } = useStore(other.store);
  const rivals = useMemo(() => {
    const designs = (plate?.designs ?? []).filter(({ id }) => id !== plate?.design);
    return [...designs.map(({ id, title }): Rival => ({ id, title, run: null })), ...others];
  }, [plate, others]);
  const repeat = useMemo(() => createRepeat(startLab, labsAtOnce()), [startLab]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was measured belongs to these two runs.
  useEffect(() => () => repeat.forget(), [repeat, recording, ghost?.recording]);
  const a = useMemo(() => plate && recording && { plate, recording }, [plate, recording]);
  if (!a)
    return (
      <p className="compare-nothing">Once there is a run on the screen, others can be held against it.</p>
    );
  const nameA = title ?? a.plate.designs.find(({ id }) => id === a.plate.design)?.title ?? a.plate.design;
  const repeatBoth = () => {
    if (!rival || !ghost) return;
    const figures = comparedFigures(a, ghost).filter((figure) => isShared(figure, a, ghost));
    const { source, design, edits } = player.store.getState();
    repeat.start(
      { source, design, edits },
      askedOf(rival, player),
      figures.map(({ id }) => id),
    );
  };
  return (
    <div className="compare">
      <dl className="compare-runs">
        <dt>A</dt>
        <dd>
          {nameA} <span>on the screen, seed {a.plate.seed}</span>
        </dd>
        <dt aria-hidden="true">B</dt>
        <dd>
          <Select
            label="B: the run to compare with"
            labelShown="hidden"
            value={rival ? keyOf(rival) : ''}
            options={[
              { value: '', label: 'None' },
              ...rivals.map((one) => ({ value: keyOf(one), label: one.title })),
            ]}
            onChange={(key) => other.choose(rivals.find((one) => keyOf(one) === key) ?? null)}
          />
        </dd>
      </dl>
      {failure && (
        <Notice where="B" what={failure} expected="a run that can be computed" announce="politely" />
      )}
      {!rival && (
        <p className="compare-nothing">
          {rivals.length > 0
            ? 'Choose B. Both runs meet the same shoppers at the same moments, so what differs comes from the design.'
            : 'There is nothing to compare with yet: change something, or fork the run, and both stand here.'}
        </p>
      )}
      {rival && !ghost && progress !== null && <p className="compare-nothing">B is being computed.</p>}
      {rival && ghost && (
        <>
          <Figures a={a} b={ghost} />
          <BesideButton other={other} />
          <Repeated repeat={repeat} a={a} b={ghost} onStart={repeatBoth} />
        </>
      )}
    </div>
  );
}

const keyOf = ({ id, run }: Rival): string => `${run ? 'run' : 'design'} ${id}`;

/** One processor is left to the page. */
const labsAtOnce = (): number => Math.max(1, Math.min(4, (navigator.hardwareConcurrency || 2) - 1));

function Figures({ a, b }: { readonly a: Run; readonly b: Run }) {
  const figures = useMemo(() => comparedFigures(a, b), [a, b]);
  return (
    <table className="compare-figures">
      <caption>With the shoppers of this seed</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Figure</span>
          </th>
          <th scope="col">A</th>
          <th scope="col">B</th>
          <th scope="col">B − A</th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ id, says, kind, of }) => {
          const [left, right] = [of(a), of(b)];
          return (
            <tr key={id}>
              <th scope="row">{says}</th>
              <td className="figures">{formatWorth(left, kind)}</td>
              <td className="figures">{formatWorth(right, kind)}</td>
              <td className="figures">{formatChange(right - left, kind)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function BesideButton({ other }: { readonly other: Other }) {
  const isWide = useMedia('(min-width: 1100px)');
  const isBeside = useStore(other.store, (state) => state.isBeside);
  if (!isWide) return null;
  return (
    <Button onClick={() => other.setBeside(!isBeside)}>
      {isBeside ? 'Show A alone' : 'Show both systems'}
    </Button>
  );
}
