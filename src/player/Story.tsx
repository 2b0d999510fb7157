import { ExternalLink } from 'lucide-react';
import type { Plate } from '../lab/protocol.ts';
import { Notice } from '../ui/Notice.tsx';
import { Claims } from './Claims.tsx';
import { DesignChooser } from './DesignChooser.tsx';
import { EventLog } from './EventLog.tsx';
import './story.css';
import { usePlayed } from './hooks.ts';
import { LastEvents } from './LastEvents.tsx';
import { Problems } from './Problems.tsx';
import { RunFacts } from './RunFacts.tsx';

const SERIES: Readonly<Record<Plate['series'], string>> = { aws: 'AWS', azure: 'Azure', go: 'Go', none: '' };

/** What the scenario is about, what can be chosen, and what came of it. */
export function Story() {
  const plate = usePlayed((state) => state.plate);
  const failure = usePlayed((state) => state.failure);
  return (
    <div className="story">
      {failure && <Notice what={failure} expected="a run that ends" announce="now" />}
      <Problems />
      {plate && (
        <>
          <header className="story-head">
            <Origin plate={plate} />
            <h1>{plate.title}</h1>
            <p className="story-type">{plate.summary}</p>
          </header>
          <DesignChooser plate={plate} />
          <EventLog />
          <LastEvents />
          <Claims />
          <RunFacts />
        </>
      )}
    </div>
  );
}

function Origin({ plate: { series, article } }: { readonly plate: Plate }) {
  const name = SERIES[series];
  if (!article) return name ? <p className="story-origin">{name}</p> : null;
  return (
    <p className="story-origin">
      <a href={article.url} target="_blank" rel="noreferrer">
        {[article.title, article.number || name].filter(Boolean).join(' · ')}
        <ExternalLink size={12} aria-hidden="true" />
        <span className="visually-hidden"> (opens in a new tab)</span>
      </a>
    </p>
  );
}
