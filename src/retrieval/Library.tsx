import { LockKeyhole } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { RagScroll } from '../lab/rag/protocol.ts';
import { CHUNKERS, type Chunker } from '../rules/azure/rag/chunks.ts';
import { EVERYONE } from '../rules/azure/rag/library.ts';
import { Select } from '../ui/Select.tsx';
import type { RetrievalDeskStore } from './desk.ts';
import { Knob } from './Knob.tsx';
import './library.css';
import { ScrollText } from './ScrollText.tsx';
import { RANGES } from './settings.ts';
import { count, readersOf } from './words.ts';

const BY: Readonly<Record<Chunker, string>> = {
  sentence: 'by sentences',
  fixed: 'by tokens alone',
  heading: 'by headings, then sentences',
};

/** The scrolls, and the chosen one with the borders of its chunks. */
export function Library({ desk }: { readonly desk: RetrievalDeskStore }) {
  const { opened, indexed, settings, scroll, chunk } = useStore(desk.store);
  const { chunking } = settings;
  const shown = opened?.scrolls.find(({ id }) => id === scroll) ?? null;
  return (
    <section className="rag-library" aria-label="Library">
      <header className="rag-head">
        <h2>Library</h2>
        <p className="rag-small">
          {opened
            ? `${count(opened.scrolls.length)} scrolls, ${count(opened.tokens)} tokens${indexed ? `, ${count(indexed.chunks.length)} chunks` : ''}`
            : 'It is being read…'}
        </p>
      </header>
      <div className="rag-knobs">
        <Select
          label="Cut"
          labelShown="above"
          value={chunking.by}
          options={CHUNKERS.map((by) => ({ value: by, label: BY[by] }))}
          onChange={(by) => desk.set({ chunking: { ...chunking, by } })}
        />
        <Knob
          label="Chunk size"
          value={chunking.size}
          range={RANGES.size}
          unit="tok"
          onChange={(size) => desk.set({ chunking: { ...chunking, size } })}
        />
        <Knob
          label="Overlap"
          value={chunking.overlap}
          range={RANGES.overlap}
          unit="tok"
          onChange={(overlap) => desk.set({ chunking: { ...chunking, overlap } })}
        />
      </div>
      {opened && <List scrolls={opened.scrolls} chosen={scroll} onChoose={desk.openScroll} />}
      {shown && (
        <ScrollText
          scroll={shown}
          chunks={indexed?.chunks.filter((one) => one.scroll === shown.id) ?? []}
          chosen={chunk}
          heir={opened?.scrolls.find(({ id }) => id === shown.replacedBy)?.title ?? null}
        />
      )}
    </section>
  );
}

function List(props: {
  readonly scrolls: readonly RagScroll[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}) {
  const { scrolls, chosen, onChoose } = props;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const place = list.current;
    const row = chosen === null ? null : place?.querySelector<HTMLElement>('[aria-pressed="true"]');
    if (!place || !row) return;
    const above = row.offsetTop - place.scrollTop;
    // Only the list moves: the page stays where it is.
    if (above < 0 || above + row.offsetHeight > place.clientHeight)
      place.scrollTop = row.offsetTop - place.clientHeight / 2;
  }, [chosen]);
  return (
    <ul className="rag-scrolls" aria-label="Scrolls" ref={list}>
      {scrolls.map(({ id, title, groups, replacedBy }) => (
        <li key={id}>
          <button type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
            <span className="rag-scroll-title">{title}</span>
            {replacedBy && <span className="rag-mark">replaced</span>}
            {!groups.includes(EVERYONE) && (
              <span className="rag-mark" data-mood="failing">
                <LockKeyhole size={12} aria-hidden="true" />
                {readersOf(groups)}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
