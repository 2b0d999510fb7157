import { lazy, Suspense, useEffect, useRef } from 'react';
import '../player/story.css';
import { DesignChooser } from '../player/DesignChooser.tsx';
import { usePlayed } from '../player/hooks.ts';
import { START } from '../scenario/designNames.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Challenge } from './Challenge.tsx';
import './episode.css';
import './prose.css';
import { Hints } from './Hints.tsx';
import { useEpisode, useTold } from './hooks.ts';
import { Mended } from './Mended.tsx';
import { PredictionCard } from './PredictionCard.tsx';
import { Prose } from './Prose.tsx';
import { StepDots } from './StepDots.tsx';
import { BONE_WORDS, stepOf } from './state.ts';
import { Tasks } from './Tasks.tsx';
import { YourProgress } from './YourProgress.tsx';

const FinishCard = lazy(() => import('./FinishCard.tsx').then((m) => ({ default: m.FinishCard })));

/** The words of the step, what it asks, and what has come of it. Stands in an `EpisodeContext`. */
export function EpisodeStory() {
  const isFinished = useTold((state) => state.isFinished);
  return (
    <div className="story episode">
      <Said />
      {isFinished ? (
        <Suspense fallback={<p className="story-type">The card is being made.</p>}>
          <FinishCard />
        </Suspense>
      ) : (
        <Step />
      )}
    </div>
  );
}

function Step() {
  const step = useTold(stepOf);
  const failure = useTold((state) => state.failure);
  return (
    <>
      <StepDots />
      <StepHead />
      <Prose text={step.text} />
      <OwnOffer />
      {step.prediction && <PredictionCard key={step.prediction.id} prediction={step.prediction} />}
      {step.bone === 'tempt' && <Tempting />}
      <Tasks />
      <Challenge />
      <Mended />
      <Hints key={step.id} />
      {failure && (
        <Notice
          tone="warning"
          what={`Nothing can be measured: ${failure}`}
          expected="a run of this design"
          announce="politely"
        />
      )}
      <StepLinks />
      <YourProgress />
    </>
  );
}

/** What suggests itself, to be tried: the design as it was, and those that do not help. */
export function Tempting() {
  const health = useTold((state) => state.scenario.health);
  const isConcealed = useTold((state) => state.isConcealed);
  const plate = usePlayed((state) => state.plate);
  if (!health || !plate || isConcealed) return null;
  return <DesignChooser plate={plate} only={[health.untouched ?? START, ...(health.tempting ?? [])]} />;
}

/** The focus follows whoever goes to another step, and the text begins at its beginning. */
function StepHead() {
  const { bone, title } = useTold(stepOf);
  const number = useTold((state) => state.index + 1);
  const visits = useTold((state) => state.visits);
  const heading = useRef<HTMLHeadingElement>(null);
  const seen = useRef(visits);
  useEffect(() => {
    if (visits === seen.current) return;
    seen.current = visits;
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest('.story')?.scrollTo?.({ top: 0 });
  }, [visits]);
  return (
    <header className="episode-head">
      <p className="episode-kicker">
        {number} · {BONE_WORDS[bone]}
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
    </header>
  );
}

/** A design of an earlier step or visit is offered, never forced on a step that is about another one. */
function OwnOffer() {
  const episode = useEpisode();
  const isOffered = useTold((state) => state.offersOwn && !state.isConcealed);
  const bone = useTold((state) => stepOf(state).bone);
  if (!isOffered || !['mend', 'price', 'challenge'].includes(bone)) return null;
  return (
    <p className="episode-offer">
      You have a design of your own.{' '}
      <Button look="quiet" onClick={episode.showOwn}>
        Put my design on the table
      </Button>
    </p>
  );
}

function StepLinks() {
  const episode = useEpisode();
  const index = useTold((state) => state.index);
  const count = useTold((state) => state.steps.length);
  const isLast = index === count - 1;
  return (
    <div className="episode-links">
      {index > 0 ? (
        <Button look="quiet" onClick={episode.back}>
          Back a step
        </Button>
      ) : (
        <span />
      )}
      <span className="figures">
        {index + 1} of {count}
      </span>
      <Button look="quiet" onClick={episode.next}>
        {isLast ? 'Finish here' : 'Skip to the next'}
      </Button>
    </div>
  );
}

function Said() {
  const { text, n } = useTold((state) => state.said);
  return (
    <p className="visually-hidden" role="status">
      {/* The same sentence twice is news twice. */}
      <span key={n}>{text}</span>
    </p>
  );
}
