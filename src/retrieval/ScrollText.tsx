import { useEffect, useMemo, useRef } from 'react';
import type { RagChunk, RagScroll } from '../lab/rag/protocol.ts';
import { piecesOf } from './pieces.ts';
import { count, readersOf } from './words.ts';

export interface ScrollTextProps {
  readonly scroll: RagScroll;
  /** Of this scroll, in order. */
  readonly chunks: readonly RagChunk[];
  readonly chosen: string | null;
  /** Title of the scroll that has taken its place. */
  readonly heir: string | null;
}

/** What a scroll says, with a mark where a chunk begins and a shade where two overlap. Letters are letters: nothing in it is run. */
export function ScrollText({ scroll, chunks, chosen, heir }: ScrollTextProps) {
  const { id, body, title, author, date, groups, tokens } = scroll;
  const pieces = useMemo(() => piecesOf(body.length, chunks, chosen), [body, chunks, chosen]);
  const place = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scroll or chunk is another place.
  useEffect(() => {
    const sheet = place.current;
    if (!sheet) return;
    const first = sheet.querySelector<HTMLElement>('[data-chosen]');
    sheet.scrollTop = first ? Math.max(0, first.offsetTop - 24) : 0;
  }, [id, chosen]);
  return (
    <div className="rag-scroll">
      <header>
        <h3>{title}</h3>
        <p className="rag-small">
          {author}, {date}. {count(tokens)} tokens,{' '}
          {chunks.length === 1 ? 'one chunk' : `${chunks.length} chunks`}; for {readersOf(groups)}.
          {heir !== null && ` Replaced by “${heir}”.`}
        </p>
      </header>
      {/* What may scroll must be reached by keys. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above. */}
      <section className="rag-scroll-text" ref={place} tabIndex={0} aria-label={`Text of ${title}`}>
        <p>
          {pieces.map(({ from, to, depth, begins, isChosen }) => (
            <span key={from} data-overlap={depth > 1 || undefined} data-chosen={isChosen || undefined}>
              {begins.map(({ key, ordinal, tokens: length }) => (
                <sup
                  key={key}
                  className="rag-border"
                  title={`Chunk ${ordinal + 1} begins here: ${length} tokens`}
                  data-chosen={key === chosen || undefined}
                >
                  {ordinal + 1}
                </sup>
              ))}
              {body.slice(from, to)}
            </span>
          ))}
        </p>
      </section>
    </div>
  );
}
