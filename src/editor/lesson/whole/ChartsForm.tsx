import { useId, useMemo, useRef, useState } from 'react';
import type { ChartText } from '../../../scenario/types.ts';
import { useTabled } from '../../../table/hooks.ts';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Select.tsx';
import { choicesIn, scopesOf } from '../../checks/scopes.ts';
import { useAuthor, useChange, useScenario } from '../../hooks.ts';
import { limitsOf } from '../../says.ts';
import { withItem, withMoved } from '../../value.ts';
import { Refusal } from '../ChoiceField.tsx';
import { Fold } from '../Fold.tsx';
import { countOf, LineField } from '../fields.tsx';
import { ItemTools } from '../ItemTools.tsx';
import { useRevise } from '../useRevise.ts';
import {
  figureOf,
  type LineGroup,
  lineChoices,
  lineName,
  withChart,
  withChartMoved,
  withChartTitle,
  withLine,
  withoutChart,
  withoutLine,
} from './chartChanges.ts';

/** What can be drawn, in any design. */
function useLineChoices(): readonly LineGroup[] {
  const { catalog } = useAuthor().at;
  const scenario = useScenario();
  const design = useTabled((state) => state.design);
  return useMemo(() => {
    const { parts } = choicesIn(scenario, scopesOf(scenario, catalog), undefined, design);
    return lineChoices(parts).filter(({ options }) => options.length > 0);
  }, [scenario, catalog, design]);
}

/** The charts that stand below the canvas. */
export function ChartsForm() {
  const scenario = useScenario();
  const revise = useRevise();
  const groups = useLineChoices();
  const [problem, setProblem] = useState<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const charts = scenario.charts ?? [];
  const limits = limitsOf(['charts']);
  const first = groups.find(({ options }) => options[0]!.value !== 'requests.availability');

  function add() {
    setProblem(revise(withChart(scenario, first!.options[0]!), 'A chart added'));
    requestAnimationFrame(() => list.current?.lastElementChild?.querySelector('input')?.focus());
  }

  return (
    <Fold
      title="Charts"
      now={charts.length === 0 ? 'the usual ones' : charts.map(({ title }) => title).join(', ')}
    >
      {charts.length === 0 && (
        <p className="ui-hint">
          Without charts of its own, a scenario shows what its users get and what its parts are known by.
        </p>
      )}
      <ol ref={list} className="lesson-items" data-items="">
        {charts.map((chart, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two charts may have one title.
          <li key={i}>
            <Chart chart={chart} index={i} count={charts.length} groups={groups} />
          </li>
        ))}
      </ol>
      <div className="lesson-tools">
        <Button
          data-does="add"
          disabled={!first || (limits.most !== null && charts.length >= limits.most)}
          onClick={add}
        >
          Add a chart
        </Button>
        {countOf(charts.length, limits, 'charts')}
        {!first && <span className="ui-hint">There is nothing to measure yet: put a part on the table.</span>}
      </div>
      <Refusal why={problem} />
    </Fold>
  );
}

interface ChartProps {
  readonly chart: ChartText;
  readonly index: number;
  readonly count: number;
  readonly groups: readonly LineGroup[];
}

function Chart({ chart, index, count, groups }: ChartProps) {
  const { table } = useAuthor().at;
  const scenario = useScenario();
  const revise = useRevise();
  const change = useChange();
  const [problem, setProblem] = useState<string | null>(null);
  const path = ['charts', index];
  const says = `The chart ${chart.title} changed`;
  return (
    <div className="lesson-stack">
      <div className="lesson-item-head">
        <LineField
          label="Title"
          text={chart.title}
          limits={[...path, 'title']}
          onCommit={(typed) => revise(withChartTitle(scenario, index, typed), `A chart is called ${typed}`)}
        />
        <ItemTools
          what={`the chart ${chart.title}`}
          index={index}
          count={count}
          onMove={(to) => table.revise(withChartMoved(scenario, index, to), `The chart ${chart.title} moved`)}
          onRemove={() => table.revise(withoutChart(scenario, index), `The chart ${chart.title} removed`)}
        />
      </div>
      <Lines chart={chart} index={index} groups={groups} />
      <div className="lesson-pair">
        <LineField
          label="Unit"
          text={chart.unit ?? ''}
          limits={[...path, 'unit']}
          placeholder="none"
          onCommit={(typed) => change([...path, 'unit'], typed === '' ? undefined : typed, says)}
        />
        <label className="lesson-check lesson-below">
          <input
            type="checkbox"
            checked={chart.stacked ?? false}
            disabled={chart.lines.length < 2}
            onChange={({ target }) =>
              setProblem(change([...path, 'stacked'], target.checked || undefined, says))
            }
          />
          <span>
            Stacked <small>The top is their sum.</small>
          </span>
        </label>
      </div>
      <Refusal why={problem} />
    </div>
  );
}

function Lines({ chart, index, groups }: Omit<ChartProps, 'count'>) {
  const scenario = useScenario();
  const revise = useRevise();
  const change = useChange();
  const [problem, setProblem] = useState<string | null>(null);
  const heading = useId();
  const path = ['charts', index, 'lines'];
  const limits = limitsOf(path);
  const says = `The chart ${chart.title} changed`;
  const all = groups.flatMap(({ options }) => options.map(({ value }) => value));
  const unused = all.find((value) => !chart.lines.some((line) => figureOf(line) === value));

  return (
    <section className="lesson-stack lesson-inner" aria-labelledby={heading}>
      <h4 id={heading}>Lines of {chart.title}</h4>
      <ol className="lesson-lines" data-items="">
        {chart.lines.map((line, i) => {
          const figure = figureOf(line);
          const set = (to: { of?: string; name?: string }) => change([...path, i], withLine(line, to), says);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may follow one figure.
            <li key={i} className="lesson-line">
              <Select
                label={`Line ${i + 1}`}
                labelShown="hidden"
                value={figure}
                options={all.includes(figure) ? [] : [{ value: figure, label: figure }]}
                groups={groups}
                onChange={(of) => setProblem(set({ of }))}
              />
              <LineField
                label={`Name of line ${i + 1}`}
                labelShown="hidden"
                text={lineName(line)}
                placeholder={figure}
                limits={[...path, i, 'name']}
                onCommit={(name) => set({ name })}
              />
              <ItemTools
                what={`line ${i + 1}`}
                index={i}
                count={chart.lines.length}
                stays={chart.lines.length === 1 ? 'A chart has at least one line' : undefined}
                onMove={(to) => setProblem(revise(withMoved(scenario, path, i, to), says))}
                onRemove={() => setProblem(revise(withoutLine(scenario, index, i), says))}
              />
            </li>
          );
        })}
      </ol>
      <div className="lesson-tools">
        <Button
          data-does="add"
          disabled={unused === undefined || (limits.most !== null && chart.lines.length >= limits.most)}
          onClick={() => setProblem(revise(withItem(scenario, path, chart.lines.length, unused), says))}
        >
          Add a line
        </Button>
        <span className="ui-hint">{countOf(chart.lines.length, limits, 'lines')}</span>
      </div>
      <Refusal why={problem} />
    </section>
  );
}
