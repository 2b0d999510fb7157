import { useMemo, useState } from 'react';
import { useDesign, useTabled } from '../../table/hooks.ts';
import { Typed } from '../../table/Typed.tsx';
import { Button } from '../../ui/Button.tsx';
import { formatCount, formatSeconds } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Select } from '../../ui/Select.tsx';
import { ArrivalsChart } from './ArrivalsChart.tsx';
import type { Desk } from './bring.ts';
import type { Place } from './places.ts';
import { busiestSecond, lengthOf, lengthText, meanRate, momentText, type Recording } from './recording.ts';
import {
  cutTo,
  type Plan,
  planOf,
  play,
  players,
  readSpan,
  roomAt,
  type Span,
  wholeOf,
} from './trafficPlan.ts';

const S = 1_000_000;
/** From here on each edit of the scenario takes a time that is felt: its text is written anew. */
const FELT = 10_000;

export interface PlayProps {
  readonly desk: Desk;
  readonly recording: Recording;
}

/** The piece of a recording that is played, by whom, and for how long. */
export function Play({ desk, recording }: PlayProps) {
  const { at, outside } = desk;
  const design = useDesign();
  const scenario = useTabled((state) => state.scenario);
  // biome-ignore lint/correctness/useExhaustiveDependencies: they follow from the scenario and its design.
  const { places, note } = useMemo(() => players(at), [at, scenario, design]);
  const free = places.filter(({ why }) => why === null);
  const [wish, setWish] = useState<string | null>(null);
  const [span, setSpan] = useState<Span>(() => wholeOf(recording.moments));
  const [lengthens, setLengthens] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const place = free.find(({ parts }) => parts[0] === wish) ?? free[0];
  const part = place?.parts[0];
  const room = useMemo(() => roomAt(at, design, part ?? ''), [at, design, part]);
  const plan = useMemo(
    () => planOf(recording.moments, span, design.length, room),
    [recording, span, design, room],
  );
  if (!place || part === undefined)
    return <Notice tone="warning" what={note ?? places[0]!.why!} announce="politely" />;

  // The last of them is to be played, too.
  const until = lengthOf(plan.moments) + S;
  const isLonger = plan.played < plan.moments.length;
  function start() {
    const why = play(at, part!, plan.texts, isLonger && lengthens ? until : null);
    setProblem(why);
    if (why === null) outside.close();
  }
  return (
    <>
      <Figures recording={recording} plan={plan} />
      <ArrivalsChart moments={plan.moments} end={isLonger && lengthens ? until : design.length} />
      <Piece whole={wholeOf(recording.moments)} span={span} onSet={setSpan} />
      {plan.fits < plan.moments.length && <TooMany plan={plan} onCut={() => setSpan(cutTo(span, plan))} />}
      {isLonger && (
        <Longer plan={plan} runs={design.length} until={until} lengthens={lengthens} onSet={setLengthens} />
      )}
      {plan.moments.length > FELT && plan.fits === plan.moments.length && (
        <Notice
          tone="hint"
          what="So many requests make the scenario’s text long: each later edit will take a moment, and it will not fit into a link."
        />
      )}
      {free.length > 1 && <Who places={free} chosen={part} onChoose={setWish} />}
      {problem && <Notice what={problem} announce="now" />}
      <div className="outside-buttons">
        <Button
          look="primary"
          disabled={plan.moments.length === 0 || plan.fits < plan.moments.length}
          onClick={start}
        >
          {place.where} plays {countWords(plan.moments.length)}
        </Button>
      </div>
    </>
  );
}

const countWords = (n: number): string => (n === 1 ? 'one request' : `${formatCount(n)} requests`);

function Figures({ recording, plan }: { readonly recording: Recording; readonly plan: Plan }) {
  const { moments } = plan;
  const rate = meanRate(moments);
  const busiest = busiestSecond(moments);
  const rows: readonly (readonly [string, string])[] = [
    ['Requests', plural(moments.length, recording.moments.length)],
    ['From the first to the last', formatSeconds(lengthOf(moments) / S)],
    ...(recording.begins === null ? [] : [['Recorded from', dayWords(recording.begins)] as const]),
    ['On average', rate === null ? 'all at once' : `${rateWords(rate)} a second`],
    ['Busiest second', `${formatCount(busiest.requests)}, from ${formatSeconds(busiest.at / S)} on`],
  ];
  return (
    <dl className="outside-figures">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="figures">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const plural = (some: number, all: number): string =>
  some === all ? formatCount(all) : `${formatCount(some)} of ${formatCount(all)}`;

const rateWords = (rate: number): string =>
  rate >= 100 ? formatCount(Math.round(rate)) : String(Number(rate.toPrecision(3)));

/** `2026-05-14 09:00:00.250 UTC` */
const dayWords = (us: number): string =>
  `${new Date(us / 1000)
    .toISOString()
    .replace('T', ' ')
    .replace(/(?:\.000)?Z$/, '')} UTC`;

interface PieceProps {
  readonly whole: Span;
  readonly span: Span;
  readonly onSet: (span: Span) => void;
}

function Piece({ whole, span, onSet }: PieceProps) {
  const [wrong, setWrong] = useState<{ readonly end: 'from' | 'to'; readonly says: string } | null>(null);
  function set(from: string, to: string): boolean {
    const read = readSpan(from, to, whole.to);
    if (read.ok) onSet(read.span);
    setWrong(read.ok ? null : { end: read.end, says: `Expected ${read.expected}.` });
    return read.ok;
  }
  const problemAt = (end: 'from' | 'to') => (wrong?.end === end ? wrong.says : undefined);
  const [from, to] = [momentText(span.from), momentText(span.to)];
  const isWhole = span.from === whole.from && span.to === whole.to;
  return (
    <fieldset className="outside-piece">
      <legend>Which piece of the recording</legend>
      <Typed
        label="from"
        text={from}
        problem={problemAt('from')}
        onCommit={(typed) => set(typed, to)}
        onLeave={() => setWrong(null)}
      />
      <Typed
        label="to"
        text={to}
        problem={problemAt('to')}
        onCommit={(typed) => set(from, typed)}
        onLeave={() => setWrong(null)}
      />
      <Button disabled={isWhole} onClick={() => onSet(whole)}>
        Take all of it
      </Button>
    </fieldset>
  );
}

function TooMany({ plan, onCut }: { readonly plan: Plan; readonly onCut: () => void }) {
  const first = plan.fits === 1 ? 'the first' : `the first ${formatCount(plan.fits)}`;
  return (
    <Notice
      what={`The file of a scenario may have 1 MiB: there is room for ${formatCount(plan.fits)} of these ${formatCount(plan.moments.length)} requests. Take fewer, or another piece.`}
      announce="politely"
    >
      {plan.fits > 0 && <Button onClick={onCut}>Take {first}</Button>}
    </Notice>
  );
}

interface LongerProps {
  readonly plan: Plan;
  /** The run's length, in ticks. */
  readonly runs: number;
  readonly until: number;
  readonly lengthens: boolean;
  readonly onSet: (lengthens: boolean) => void;
}

function Longer({ plan, runs, until, lengthens, onSet }: LongerProps) {
  const late = plan.moments.length - plan.played;
  return (
    <Notice
      tone="warning"
      what={`The recording lasts ${formatSeconds(lengthOf(plan.moments) / S)}; the run lasts ${formatSeconds(runs / S)}: what comes later, ${countWords(late)}, is not played.`}
      announce="politely"
    >
      <label className="ui-check">
        <input type="checkbox" checked={lengthens} onChange={(event) => onSet(event.target.checked)} />
        Lengthen the run to {lengthText(until)}
      </label>
    </Notice>
  );
}

interface WhoProps {
  readonly places: readonly Place[];
  readonly chosen: string;
  readonly onChoose: (part: string) => void;
}

function Who({ places, chosen, onChoose }: WhoProps) {
  return (
    <Select
      label="Who plays it"
      labelShown="above"
      value={chosen}
      options={places.map(({ parts, where }) => ({ value: parts[0]!, label: where }))}
      onChange={onChoose}
    />
  );
}
