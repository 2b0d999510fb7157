import { useDeferredValue, useMemo } from 'react';
import { nameFindings } from '../../lab/lessonNames.ts';
import {
  PARAGRAPH_MAX,
  readingOf,
  SENTENCE_MAX,
  WORDS_A_MINUTE,
  wordFindings,
} from '../../lab/lessonWords.ts';
import type { Scenario } from '../../scenario/types.ts';
import { useTable, useTabled } from '../../table/hooks.ts';
import { Button } from '../../ui/Button.tsx';
import { useAuthor } from '../hooks.ts';
import { Cover } from './Cover.tsx';
import { Findings } from './Findings.tsx';

/**
 * What can be told without a run: how long it takes to read, and what is hard to follow.
 * @param settled the scenario a moment after the last change: what takes longer is told of that
 */
export function Words({ settled }: { readonly settled: Scenario | null }) {
  const { catalog } = useTable();
  const author = useAuthor();
  const scenario = useDeferredValue(useTabled((state) => state.scenario));
  const reading = useMemo(() => readingOf(scenario), [scenario]);
  const words = useMemo(() => wordFindings(scenario), [scenario]);
  const names = useMemo(() => (settled ? nameFindings(settled, catalog) : []), [settled, catalog]);
  const findings = [...words, ...names];
  return (
    <section className="health-words" aria-labelledby="health-words-title">
      <h3 id="health-words-title">Words</h3>
      <p>
        <b>
          {reading.words} words, {minutes(reading.minutes)} to read
        </b>{' '}
        at {WORDS_A_MINUTE} words a minute (<cite>Brysbaert 2019</cite>, silent reading of non-fiction),
        without hints.
      </p>
      <Findings findings={findings} />
      {findings.length === 0 && (
        <p>
          No sentence over {SENTENCE_MAX} words, no paragraph over {PARAGRAPH_MAX}, no link without a name,
          and every part has a name of its own.
        </p>
      )}
      <p className="health-note">
        The colours are the lab’s own: their contrast is measured with every change of the lab, in light and
        dark.
      </p>
      <Cover />
      {reading.steps.length > 0 && (
        <details className="health-counts">
          <summary>Step by step</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">Step</th>
                <th scope="col">Words</th>
                <th scope="col">To read</th>
              </tr>
            </thead>
            <tbody>
              {reading.steps.map((step, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place here.
                <tr key={i}>
                  <th scope="row">
                    <Button look="quiet" onClick={() => author.reveal(['steps', i, 'text'])}>
                      {i + 1}. {step.title}
                    </Button>
                  </th>
                  <td className="figures">{step.words}</td>
                  <td className="figures">{minutes(step.minutes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}

function minutes(of: number): string {
  if (of < 1) return `${Math.max(1, Math.round(of * 60))} s`;
  const rounded = Math.round(of * 10) / 10;
  return `${of < 10 ? rounded : Math.round(of)} min`;
}
