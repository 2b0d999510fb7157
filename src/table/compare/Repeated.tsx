import { useMemo } from 'react';
import { useStore } from 'zustand';
import { pairedDifference } from '../../lab/paired.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { comparedFigures, type Run } from './figures.ts';
import { Interval } from './Interval.tsx';
import { type Repeat, SEEDS } from './repeat.ts';
import { sayPaired, surenessOf } from './words.ts';

export interface RepeatedProps {
  readonly repeat: Repeat;
  readonly a: Run;
  readonly b: Run;
  readonly onStart: () => void;
}

/** Whether a difference is the design's or that of one day: the same two designs over many seeds. */
export function Repeated({ repeat, a, b, onStart }: RepeatedProps) {
  const { isRunning, done, of, pairs, failure, wasCalledOff } = useStore(repeat.store);
  return (
    <section className="repeated" aria-labelledby="repeated-title">
      <h3 id="repeated-title">Is it chance?</h3>
      {isRunning ? (
        <div className="repeated-progress">
          <progress aria-label="Seeds that have been run" max={of} value={done} />
          <p className="figures" role="status">
            {done} of {of} seeds
          </p>
          <Button onClick={repeat.callOff}>Call it off</Button>
        </div>
      ) : (
        <>
          {!pairs && (
            <p>One seed is one day. Run with {SEEDS} others, the difference shows what is left of it.</p>
          )}
          <Button onClick={onStart}>{pairs ? 'Repeat again' : `Repeat over ${SEEDS} seeds`}</Button>
        </>
      )}
      {failure && <Notice what={failure} expected="runs that can be computed" announce="politely" />}
      {wasCalledOff && !isRunning && (
        <p role="status">
          Called off after {done} of {of} seeds.
        </p>
      )}
      {pairs && pairs.length > 0 && <Results repeat={repeat} a={a} b={b} />}
    </section>
  );
}

function Results({ repeat, a, b }: Omit<RepeatedProps, 'onStart'>) {
  const { pairs, figures } = useStore(repeat.store);
  const rows = useMemo(() => {
    const known = new Map(comparedFigures(a, b).map((figure) => [figure.id, figure]));
    return figures.flatMap((id, i) => {
      const figure = known.get(id);
      if (!figure) return [];
      const paired = pairedDifference(
        pairs!.map((pair) => pair.a[i]!.value),
        pairs!.map((pair) => pair.b[i]!.value),
      );
      return [{ figure, paired }];
    });
  }, [pairs, figures, a, b]);
  return (
    <table className="repeated-results">
      <caption>
        B against A over {pairs!.length} seeds: the mean difference and its 95 % interval around zero
      </caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Figure</th>
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ figure, paired }) => (
          <tr key={figure.id} data-sure={surenessOf(paired)}>
            <th scope="row">
              {figure.says}
              <Interval low={paired.low} middle={paired.difference} high={paired.high} />
            </th>
            <td>{sayPaired(figure, paired)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
