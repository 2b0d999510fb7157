import { useState } from 'react';
import { useStore } from 'zustand';
import type { RagSettings } from '../lab/rag/protocol.ts';
import { Button } from '../ui/Button.tsx';
import { TabPanel, Tabs } from '../ui/Tabs.tsx';
import type { RetrievalDeskStore, Swept } from './desk.ts';
import { SweepChart } from './SweepChart.tsx';
import './sweep.css';
import { MEASURES, type Measure } from './sweepLines.ts';
import { count } from './words.ts';

const TABS = (Object.keys(MEASURES) as Measure[]).map((id) => ({ id, label: MEASURES[id].title }));

/** All questions with known sources, over chunk sizes and numbers of sources. */
export function Sweep({ desk }: { readonly desk: RetrievalDeskStore }) {
  const { opened, sweeping, swept, settings } = useStore(desk.store);
  const [measure, setMeasure] = useState<Measure>('recall');
  const questions = opened?.questions.length ?? 0;
  return (
    <section className="rag-sweep" aria-label="All questions">
      <header className="rag-head">
        <h2>All questions</h2>
        <p className="rag-small" role="status">
          {sweeping
            ? `${sweeping.progress ? `${count(sweeping.progress.done)} of ${count(sweeping.progress.of)} asked` : 'Beginning'} …`
            : swept
              ? sweptWords(swept, settings)
              : questions > 0
                ? `${count(questions)} questions whose sources are known.`
                : 'This library has no questions whose sources are known.'}
        </p>
        {sweeping ? (
          <Button onClick={desk.callOff}>Stop</Button>
        ) : (
          <Button disabled={questions === 0} onClick={() => void desk.sweep()}>
            Measure them all
          </Button>
        )}
      </header>
      {swept && swept.points.length > 0 ? (
        <>
          <Tabs name="rag-sweep" label="Measure" tabs={TABS} selected={measure} onSelect={setMeasure} />
          <TabPanel name="rag-sweep" tab={measure}>
            <SweepChart swept={swept} measure={measure} size={settings.chunking.size} />
            <p className="rag-small">{MEASURES[measure].says}</p>
          </TabPanel>
        </>
      ) : (
        !sweeping && (
          <p className="rag-empty">
            How well is found and answered, for each chunk size and top: it is drawn here.
          </p>
        )
      )}
    </section>
  );
}

function sweptWords(swept: Swept, now: RagSettings): string {
  const { questions, withSources, calledOff } = swept;
  const all = `${count(questions)} questions, ${count(withSources)} of them with a source that may be read.`;
  const since = fixed(swept.settings) === fixed(now) ? '' : ' Something was set otherwise since.';
  return `${calledOff ? 'Called off. ' : ''}${all}${since}`;
}

/** What is the same for every point of a sweep. */
const fixed = ({ chunking, top: _, ...rest }: RagSettings): string => JSON.stringify([chunking.by, rest]);
