import { Check, LockKeyhole } from 'lucide-react';
import { useStore } from 'zustand';
import { type RagPlace, type RagQueried, SHOWN } from '../lab/rag/protocol.ts';
import { QUERY_MODES, type QueryMode } from '../rules/azure/search/searchIndex.ts';
import { Select } from '../ui/Select.tsx';
import type { DeskState, RetrievalDeskStore } from './desk.ts';
import { Knob } from './Knob.tsx';
import { HEIGHT, type Joined, joined, PITCH } from './lines.ts';
import './rankings.css';
import { RANGES } from './settings.ts';
import { count, figure, type Names, placeWords } from './words.ts';

const MODES: Readonly<Record<QueryMode, string>> = {
  text: 'the words alone',
  vector: 'the meaning alone',
  hybrid: 'both, fused',
};
const FILTERS = {
  preFilter: 'before the search',
  postFilter: 'after the search',
  none: 'not at all',
} as const;

/** Three rankings side by side: by words, both fused, by meaning. A line joins a chunk to itself. */
export function Rankings({ desk, names }: { readonly desk: RetrievalDeskStore; readonly names: Names }) {
  const state = useStore(desk.store);
  const { settings, queried, isStale } = state;
  return (
    <section className="rag-rankings" aria-label="Rankings" aria-busy={isStale}>
      <header className="rag-head">
        <h2>Search</h2>
        <p className="rag-small">{queried && foundWords(queried)}</p>
      </header>
      <div className="rag-knobs">
        <Select
          label="Prompt gets"
          labelShown="above"
          value={settings.mode}
          options={QUERY_MODES.map((mode) => ({ value: mode, label: MODES[mode] }))}
          onChange={(mode) => desk.set({ mode })}
        />
        <Knob label="Top" value={settings.top} range={RANGES.top} onChange={(top) => desk.set({ top })} />
        <Select
          label="Closed scrolls left out"
          labelShown="above"
          value={settings.filter}
          options={(Object.keys(FILTERS) as (keyof typeof FILTERS)[]).map((filter) => ({
            value: filter,
            label: FILTERS[filter],
          }))}
          onChange={(filter) => desk.set({ filter })}
        />
        <Knob label="k1" value={settings.k1} range={RANGES.k1} onChange={(k1) => desk.set({ k1 })} />
        <Knob label="b" value={settings.b} range={RANGES.b} onChange={(b) => desk.set({ b })} />
        <Knob
          label="RRF k"
          value={settings.rrfK}
          range={RANGES.rrfK}
          onChange={(rrfK) => desk.set({ rrfK })}
        />
        <Knob
          label="Directions"
          value={settings.dimensions}
          range={RANGES.dimensions}
          onChange={(dimensions) => desk.set({ dimensions })}
        />
      </div>
      {queried && <Columns desk={desk} state={state} queried={queried} names={names} />}
    </section>
  );
}

function foundWords({ texts, vectors, filteredAway, unknownWords, unknownMeanings }: RagQueried): string {
  const away =
    filteredAway > 0
      ? ` ${count(filteredAway)} near ${filteredAway === 1 ? 'one was' : 'ones were'} taken away again.`
      : '';
  const odd = [...new Set([...unknownWords, ...unknownMeanings])].slice(0, 5).map((word) => `“${word}”`);
  const unknown = odd.length > 0 ? ` Nothing here knows ${odd.join(', ')}.` : '';
  return `${count(texts)} chunks share a word; the ${count(vectors)} nearest in meaning were taken.${away}${unknown}`;
}

interface ColumnsProps {
  readonly desk: RetrievalDeskStore;
  readonly state: DeskState;
  readonly queried: RagQueried;
  readonly names: Names;
}

const COLUMNS = {
  text: { title: 'Words', how: 'BM25', mode: 'text' },
  fused: { title: 'Both', how: 'RRF', mode: 'hybrid' },
  vector: { title: 'Meaning', how: 'cosine', mode: 'vector' },
} as const;

function Columns({ desk, state, queried, names }: ColumnsProps) {
  const { chunk, settings, questionId } = state;
  const known = questionId === null ? [] : (queried.measured?.known ?? []);
  const column = (of: keyof typeof COLUMNS) => (
    <Column
      of={of}
      places={queried[of]}
      isForPrompt={settings.sources === 'found' && settings.mode === COLUMNS[of].mode}
      top={settings.top}
      chosen={chunk}
      known={known}
      names={names}
      onChoose={desk.openChunk}
    />
  );
  return (
    <div className="rag-columns">
      {column('text')}
      <Lines lines={joined(queried.text, queried.fused, (place) => place.textRank)} chosen={chunk} />
      {column('fused')}
      <Lines
        lines={joined(queried.vector, queried.fused, (place) => place.vectorRank)}
        chosen={chunk}
        isMirrored
      />
      {column('vector')}
    </div>
  );
}

interface ColumnProps {
  readonly of: keyof typeof COLUMNS;
  readonly places: readonly RagPlace[];
  readonly isForPrompt: boolean;
  readonly top: number;
  readonly chosen: string | null;
  /** Scrolls that answer the question. */
  readonly known: readonly string[];
  readonly names: Names;
  readonly onChoose: (key: string) => void;
}

function Column({ of, places, isForPrompt, top, chosen, known, names, onChoose }: ColumnProps) {
  const { title, how } = COLUMNS[of];
  return (
    <div className="rag-column" data-of={of} data-prompt={isForPrompt || undefined}>
      <h3>
        {title} <span className="figures">{how}</span>
        {isForPrompt && <span className="rag-goes">to the prompt</span>}
      </h3>
      {places.length === 0 ? (
        <p className="rag-none">
          {of === 'vector' ? 'No word of it has a direction.' : 'Nothing was found.'}
        </p>
      ) : (
        <ol aria-label={`${title}, ${how}`}>
          {places.map((place) => {
            const name = names(place.key);
            const isKnown = known.includes(place.key.split('#')[0]!);
            return (
              <li key={place.key} style={{ height: HEIGHT, marginBottom: PITCH - HEIGHT }}>
                <button
                  type="button"
                  className="rag-card"
                  aria-pressed={place.key === chosen}
                  data-in={(isForPrompt && place.rank <= top) || undefined}
                  onClick={() => onChoose(place.key)}
                >
                  <span className="rag-rank figures">{place.rank}</span>
                  <span className="rag-card-title">{name.title}</span>
                  <span className="rag-card-marks">
                    {isKnown && (
                      <span className="rag-known" role="img" aria-label="answers the question">
                        <Check size={13} aria-hidden="true" />
                      </span>
                    )}
                    {!place.mayRead && (
                      <span className="rag-locked" role="img" aria-label="closed to who asks">
                        <LockKeyhole size={12} aria-hidden="true" />
                      </span>
                    )}
                  </span>
                  <span className="rag-card-foot">
                    <span className={of === 'fused' ? undefined : 'figures'}>{placeWords(of, place)}</span>
                    <span className={of === 'fused' ? 'figures' : undefined}>
                      {of === 'fused' ? figure(place.score, 4) : name.part}
                    </span>
                  </span>
                </button>
              </li>
            );
          })}
        </ol>
      )}
    </div>
  );
}

function Lines(props: {
  readonly lines: readonly Joined[];
  readonly chosen: string | null;
  readonly isMirrored?: boolean;
}) {
  const { lines, chosen, isMirrored = false } = props;
  const height = SHOWN * PITCH;
  const x = (place: number) => (isMirrored ? 1 - place : place);
  return (
    <svg
      className="rag-lines"
      viewBox={`0 0 1 ${height}`}
      preserveAspectRatio="none"
      style={{ height }}
      aria-hidden="true"
    >
      {lines.map(({ key, from, to }) => (
        <path
          key={key}
          d={`M${x(0)} ${from ?? height} C${x(0.5)} ${from ?? height} ${x(0.5)} ${to} ${x(1)} ${to}`}
          data-far={from === null || undefined}
          data-chosen={key === chosen || undefined}
        />
      ))}
    </svg>
  );
}
