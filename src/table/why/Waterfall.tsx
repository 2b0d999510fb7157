import { type CSSProperties, useMemo, useState } from 'react';
import type { Hop, Plate } from '../../lab/protocol.ts';
import { LetterFold } from '../../player/LetterFold.tsx';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { duration, type Row, waterfallOf } from './waterfall.ts';
import './waterfall.css';

/** More hops than a person reads at one go. */
const SHOWN = 200;
/** Deeper rows are not moved further to the right: there would be no room for their names. */
const INDENTS = 8;

interface WaterfallProps {
  readonly hops: readonly Hop[];
  readonly plate: Plate;
  onGo(part: number, at: number): void;
}

/** The way of one request: a row a hop, waiting told apart from working. */
export function Waterfall({ hops, plate, onGo }: WaterfallProps) {
  const { from, to, rows } = useMemo(() => waterfallOf(hops, plate), [hops, plate]);
  const [isWhole, setWhole] = useState(false);
  if (rows.length === 0) return null;
  const shown = isWhole ? rows : rows.slice(0, SHOWN);
  return (
    <section className="why-way" aria-label="Its way">
      <div className="why-way-head">
        <h4>Its way</h4>
        <p className="why-legend" aria-hidden="true">
          <span data-is="waiting" /> waiting <span data-is="working" /> working <span data-is="vain" /> in
          vain
        </p>
      </div>
      <div className="why-scroll">
        <table>
          <caption className="visually-hidden">
            {formatCount(rows.length)} hops in {duration(to - from)}, each below the one it was made for
          </caption>
          <thead>
            <tr>
              <th scope="col">Hop</th>
              <th scope="col">
                <span className="visually-hidden">Time, from 0 s to {duration(to - from)}</span>
                <span className="why-axis figures" aria-hidden="true">
                  <span>0 s</span>
                  {to > from && <span>{duration((to - from) / 2)}</span>}
                  {to > from && <span>{duration(to - from)}</span>}
                </span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <HopRows key={row.hop.uid} row={row} onGo={onGo} />
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < rows.length && (
        <Button onClick={() => setWhole(true)}>
          Show {formatCount(rows.length - shown.length)} more hops
        </Button>
      )}
    </section>
  );
}

/** The hop, and below it what it said and how it was refused, where there is anything to be read. */
function HopRows({ row, onGo }: { readonly row: Row; readonly onGo: WaterfallProps['onGo'] }) {
  const { letter, answer } = row.hop;
  const { refusal } = row;
  const more = row.isOwnLetter || answer !== null || refusal !== null;
  return (
    <>
      <HopRow row={row} onGo={onGo} />
      {more && (
        <tr className="why-more">
          <td colSpan={2} style={depthOf(row)}>
            {refusal && <p className="why-error">{refusal}</p>}
            {letter && row.isOwnLetter && <LetterFold letter={letter} what="Its letter" />}
            {answer && <LetterFold letter={answer} what="The answer" />}
          </td>
        </tr>
      )}
    </>
  );
}

const depthOf = ({ depth }: Row) => ({ '--depth': Math.min(depth, INDENTS) }) as CSSProperties;

function HopRow({ row, onGo }: { readonly row: Row; readonly onGo: WaterfallProps['onGo'] }) {
  const { hop, name, says, word, cross } = row;
  return (
    <tr>
      <th scope="row" style={depthOf(row)}>
        <button type="button" className="why-hop" onClick={() => onGo(hop.part, hop.arrivedAt)}>
          <span className="why-hop-name">{name}</span>
          <span className="why-hop-what">
            {hop.what}
            {word && (hop.isBad ? <em> × {word}</em> : ` · ${word}`)}
          </span>
        </button>
      </th>
      <td>
        <span className="visually-hidden">{says}</span>
        <span className="why-bar" aria-hidden="true" title={says}>
          <Piece is="wire" from={row.sent} to={row.arrived} />
          <Piece is="waiting" from={row.arrived} to={row.started} />
          <Piece is="working" from={row.started} to={row.left} />
          <Piece is="vain" from={Math.max(row.started, row.left)} to={row.ended} />
          {row.ended === row.sent && <span data-is="working" style={{ left: percent(row.sent) }} />}
          {cross !== null && (
            <span className="why-cross" style={{ left: percent(cross) }}>
              ×
            </span>
          )}
        </span>
      </td>
    </tr>
  );
}

function Piece({ is, from, to }: { readonly is: string; readonly from: number; readonly to: number }) {
  if (to <= from) return null;
  return <span data-is={is} style={{ left: percent(from), width: percent(to - from) }} />;
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;
