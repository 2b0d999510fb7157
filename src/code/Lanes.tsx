import { useEffect, useRef, useState } from 'react';
import type { StoryStep } from '../golang/view/story.ts';
import type { GoLane, GoView } from '../lab/go/protocol.ts';
import { Crowd } from './Crowd.tsx';
import { laneColor } from './laneColor.ts';
import './lanes.css';

/** px */
const LANE = { least: 158, most: 270 } as const;
const ROW = 58;
const HEAD = 84;
const LEFT = 28;
const DOT = 11;
/** Of a letter of the labels. */
const LETTER = 6.5;
/** More than these are drawn as one face of many. */
export const LANES_MAX = 12;

export interface LanesProps {
  readonly view: GoView;
  readonly onStep: (at: number) => void;
}

/** Goroutines side by side, time downwards: who did what, in which order, and where two hands met. */
export function Lanes({ view, onStep }: LanesProps) {
  const box = useRef<HTMLDivElement>(null);
  const room = useWidth(box);
  const shown = shownLanes(view);
  const lane = Math.min(
    LANE.most,
    Math.max(LANE.least, Math.floor((room - LEFT) / Math.max(1, shown.length))),
  );
  const letters = Math.floor((lane - DOT - 14) / LETTER);
  const places = new Map(shown.map(({ goroutine }, i) => [goroutine, LEFT + i * lane]));
  const height = rowAt(Math.max(3, view.steps.length)) + ROW;
  const width = LEFT + Math.max(1, shown.length) * lane;
  const now = rowAt(view.at) - ROW / 2;
  return (
    // A region that scrolls must be reached by keys.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
    <section className="go-lanes" ref={box} tabIndex={0} aria-label="Lanes">
      <svg width={width} height={height} role="img" aria-label={lanesWords(view)}>
        {shown.map((one) => (
          <Lane
            key={one.goroutine}
            lane={one}
            x={places.get(one.goroutine)!}
            now={now}
            end={height}
            letters={letters}
            standing={standingWords(one, view)}
          />
        ))}
        {view.steps.map((step, i) => {
          const x = step.goroutine === 0 ? LEFT : places.get(step.goroutine);
          if (x === undefined) return null;
          return (
            <StepDot
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the schedule.
              key={i}
              step={step}
              nth={i}
              x={x}
              letters={letters}
              isTaken={i < view.at}
              onStep={onStep}
            />
          );
        })}
        <Meeting view={view} places={places} letters={letters} />
      </svg>
      {view.lanes.length > shown.length && <Crowd lanes={view.lanes} shown={shown.length} />}
    </section>
  );
}

const rowAt = (nth: number): number => HEAD + nth * ROW + 16;

function useWidth(box: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(600);
  useEffect(() => {
    const element = box.current;
    if (!element || typeof ResizeObserver === 'undefined') return;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    watch.observe(element);
    return () => watch.disconnect();
  }, [box]);
  return width;
}

interface LaneProps {
  readonly lane: GoLane;
  readonly x: number;
  /** Where the present is, and the end, px. */
  readonly now: number;
  readonly end: number;
  readonly letters: number;
  /** What it does, or waits for, in words. */
  readonly standing: string;
}

/** A solid line for what was, and for what is to come one that says how it stands. */
function Lane({ lane, x, now, end, letters, standing }: LaneProps) {
  const { goroutine, title, status } = lane;
  return (
    <g transform={`translate(${x} 0)`} data-lane={laneColor(goroutine)}>
      <text className="go-lane-name" x={-DOT} y={18}>
        goroutine {goroutine}
      </text>
      <Label className="go-lane-title" x={-DOT} y={36} text={title} most={letters + 3} />
      <Label className="go-lane-title" x={-DOT} y={54} text={standing} most={letters + 3} />
      <line
        className="go-lane-line"
        y1={HEAD - 14}
        y2={now}
        data-status={status === 'unstarted' ? status : 'was'}
      />
      <line className="go-lane-line" y1={now} y2={end - 12} data-status={status} />
    </g>
  );
}

function standingWords({ goroutine, status, waits, next }: GoLane, { ending }: GoView): string {
  if (status === 'ended') return 'has ended';
  if (status === 'unstarted') return 'not begun yet';
  if (ending && ending.kind !== 'deadlock')
    return ending.goroutine === goroutine && ending.kind !== 'exit'
      ? 'ends the program'
      : 'ends with the program';
  if (status === 'runnable') return next === '' ? 'can go on' : `next: ${next}`;
  return waits;
}

interface LabelProps {
  readonly className: string;
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** Letters that there is room for. */
  readonly most: number;
}

function Label({ text, most, ...rest }: LabelProps) {
  if (text.length <= most) return <text {...rest}>{text}</text>;
  return (
    <text {...rest}>
      {`${text.slice(0, Math.max(1, most - 1))}…`}
      <title>{text}</title>
    </text>
  );
}

/** px from one line of words to the next, and where the first of one or two stands. */
const LINE = 15;
const TOP = [-2, -9] as const;

/** In two lines where one is too short. */
function inLines(text: string, most: number): readonly string[] {
  const end = text.length <= most ? -1 : text.lastIndexOf(' ', most);
  return end <= 0 ? [text] : [text.slice(0, end), text.slice(end + 1)];
}

interface StepDotProps {
  readonly step: StoryStep;
  readonly nth: number;
  readonly x: number;
  readonly letters: number;
  readonly isTaken: boolean;
  readonly onStep: (at: number) => void;
}

function StepDot({ step, nth, x, letters, isTaken, onStep }: StepDotProps) {
  const says = inLines(step.says, letters);
  const second = [step.line > 0 && `line ${step.line}`, step.part].filter(Boolean).join(', ');
  return (
    // The strip of steps is the way for keys; here a pointer may go straight to one.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above.
    <g
      className="go-step"
      transform={`translate(${x} ${rowAt(nth)})`}
      data-lane={laneColor(step.goroutine)}
      data-taken={isTaken ? '' : undefined}
      onClick={() => onStep(nth + 1)}
    >
      <circle r={DOT} />
      <text className="go-step-number" textAnchor="middle" dy="0.36em">
        {nth + 1}
      </text>
      {says.map((text, i) => (
        <Label
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
          key={i}
          className="go-step-says"
          x={DOT + 8}
          y={TOP[says.length - 1]! + i * LINE}
          text={text}
          most={letters}
        />
      ))}
      <Label
        className="go-step-line"
        x={DOT + 8}
        y={TOP[says.length - 1]! + says.length * LINE}
        text={second}
        most={letters}
      />
    </g>
  );
}

interface MeetingProps {
  readonly view: GoView;
  readonly places: ReadonlyMap<number, number>;
  readonly letters: number;
}

/** From the hand that has begun to write to the one that comes to the same place. */
function Meeting({ view, places, letters }: MeetingProps) {
  const { meet, ending, lanes, at } = view;
  if (!meet) return null;
  const [first, second] = meet.goroutines.map((goroutine) => {
    const x = places.get(goroutine);
    const last = view.steps.slice(0, at).findLastIndex((step) => step.goroutine === goroutine);
    // Before an ending both have done it; before a race both stand at its door.
    const row = ending ? last : at;
    return x === undefined || row < 0 ? null : { goroutine, x, y: rowAt(row) };
  });
  if (!first || !second) return null;
  const way = first.x < second.x ? DOT + 1 : -DOT - 1;
  return (
    <g className="go-meet">
      {ending ? (
        <>
          <rect
            x={first.x - DOT - 4}
            y={first.y - DOT - 4}
            width={2 * DOT + 8}
            height={Math.max(0, second.y - first.y) + 2 * DOT + 8}
            rx={DOT + 4}
          />
          <path d={`M${first.x} ${second.y}H${second.x - way}`} />
        </>
      ) : (
        <path
          d={`M${first.x} ${first.y + DOT}C${first.x} ${first.y + ROW} ${second.x} ${second.y + ROW} ${second.x} ${second.y + DOT}`}
        />
      )}
      {!ending &&
        [first, second].map(({ goroutine, x, y }) => (
          <g key={goroutine} transform={`translate(${x} ${y})`}>
            <circle className="go-meet-ring" r={DOT} />
            <text className="go-meet-sign" textAnchor="middle" dy="0.36em">
              !
            </text>
            <Label
              className="go-step-says"
              x={DOT + 8}
              y={4}
              text={lanes.find((lane) => lane.goroutine === goroutine)?.next ?? ''}
              most={letters}
            />
          </g>
        ))}
    </g>
  );
}

/** Those who take part in the steps first, then those who can go on; the others while there is room. */
export function shownLanes({ lanes, steps, choices, meet }: GoView): readonly GoLane[] {
  const acting = new Set([...steps.map(({ goroutine }) => goroutine), ...(meet?.goroutines ?? [])]);
  const able = new Set(choices.slice(0, LANES_MAX).map(({ goroutine }) => goroutine));
  const weight = ({ goroutine }: GoLane) => (acting.has(goroutine) ? 2 : able.has(goroutine) ? 1 : 0);
  return lanes
    .toSorted((a, b) => weight(b) - weight(a))
    .slice(0, LANES_MAX)
    .toSorted((a, b) => a.goroutine - b.goroutine);
}

function lanesWords({ lanes, steps, at }: GoView): string {
  const done = steps
    .slice(0, at)
    .map(({ goroutine, says, line }, i) => `${i + 1}: goroutine ${goroutine}, ${says}, line ${line}`);
  const count = lanes.length === 1 ? '1 goroutine' : `${lanes.length} goroutines`;
  return `${count}. ${done.length === 0 ? 'Nobody has taken a step.' : `${done.join('. ')}.`}`;
}
