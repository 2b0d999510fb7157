import { formatCount } from '../format.ts';
import { FaceText } from './FaceText.tsx';
import { rectPath } from './geometry.ts';
import { perCell } from './grid.ts';
import { textWidth } from './text.ts';

export interface StackProps {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  /** Messages that wait. */
  readonly waiting: number;
  /** Messages that somebody has taken and not yet deleted; they stand beside the stack, hollow. */
  readonly inFlight: number;
  /** The age of the oldest that waits, with its unit. */
  readonly oldest?: string;
  /** What the service calls the two piles. */
  readonly waitingName?: string;
  readonly inFlightName?: string;
}

const ROWS = 4;
const COLUMNS = 10;
const FLIGHT_COLUMNS = 3;
const DOOR = 10;
const LINE = 16;

/** Messages pile up from the door on the right; the oldest, at the door, is in ink. */
export function Stack(props: StackProps) {
  const { x = 0, y = 0, width, waiting, inFlight, oldest } = props;
  const { waitingName = 'waiting', inFlightName = 'in flight' } = props;
  const pitch = pitchFor(width);
  const floor = ROWS * pitch;
  const per = Math.max(perCell(waiting, COLUMNS * ROWS), perCell(inFlight, FLIGHT_COLUMNS * ROWS));
  const flightX = width - FLIGHT_COLUMNS * pitch + 2;
  const doorX = flightX - DOOR / 2 - 1;
  const pile = squares(Math.ceil(waiting / per), pitch, (column) => doorX - 3 - (column + 1) * pitch, 0);
  const taken = squares(Math.ceil(inFlight / per), pitch, (column) => flightX + column * pitch, 0.5);
  const keyX = textWidth(waitingName, 11.5, 'sans') + 10;
  return (
    <g transform={`translate(${x} ${y})`}>
      <path className="face-hair" d={`M0 ${floor + 1.5}H${width}M${doorX} ${floor + 1.5}V0`} />
      <path className="face-fill" d={pile.rest} />
      <path d={pile.first} fill="currentColor" />
      <path className="face-line" d={taken.first + taken.rest} />
      <g transform={`translate(0 ${floor + LINE + 4})`}>
        <FaceText y={0} look="note">
          {waitingName}
        </FaceText>
        {per > 1 && (
          <>
            <path className="face-fill" d={rectPath(keyX, -8, 7, 7, 1)} />
            <FaceText x={keyX + 11} y={0} look="note">
              {`= ${formatCount(per)}`}
            </FaceText>
          </>
        )}
        <FaceText x={width} y={0} look="figure" anchor="end">
          {formatCount(waiting)}
        </FaceText>
        <FaceText y={LINE} look="note">
          oldest
        </FaceText>
        <FaceText x={width} y={LINE} look="figure" anchor="end">
          {(waiting > 0 && oldest) || '–'}
        </FaceText>
        <FaceText y={2 * LINE} look="note">
          {inFlightName}
        </FaceText>
        <FaceText x={width} y={2 * LINE} look="figure" anchor="end">
          {formatCount(inFlight)}
        </FaceText>
      </g>
    </g>
  );
}

/** px that the stack and its three lines of words take. */
export function stackHeight(width: number): number {
  return ROWS * pitchFor(width) + 3 * LINE + 6;
}

/** As large as the width allows, between what can be seen and what still looks like a pile. */
function pitchFor(width: number): number {
  const fitting = (width - DOOR) / (COLUMNS + FLIGHT_COLUMNS);
  return Math.min(12, Math.max(6, Math.floor(fitting * 2) / 2));
}

function squares(count: number, pitch: number, left: (column: number) => number, inset: number) {
  const side = pitch - 2 - 2 * inset;
  let first = '';
  let rest = '';
  for (let i = 0; i < count; i++) {
    const top = (ROWS - 1 - (i % ROWS)) * pitch + 1 + inset;
    const path = rectPath(left(Math.floor(i / ROWS)) + inset, top, side, side, 1);
    if (i === 0) first = path;
    else rest += path;
  }
  return { first, rest };
}
