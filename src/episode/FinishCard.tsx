import { useEffect, useRef, useState } from 'react';
import { download } from '../table/files.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { CalibrationPlot } from './CalibrationPlot.tsx';
import { cardOf, challengeWords, runWords, scoreWords } from './card.ts';
import './finish.css';
import { useEpisode, useTold } from './hooks.ts';

/** What a learner takes home; the picture of it holds the same words. */
export function FinishCard() {
  const episode = useEpisode();
  const scenario = useTold((state) => state.scenario);
  const progress = useTold((state) => state.progress);
  const card = cardOf(scenario, progress);
  const heading = useRef<HTMLHeadingElement>(null);
  const place = useRef<HTMLElement>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => heading.current?.focus(), []);

  async function savePicture() {
    try {
      const { drawCard } = await import('./finishPng.ts');
      download(`${scenario.id}-finished.png`, await drawCard(place.current!, card));
      setFailure(null);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <article className="episode-finish" ref={place} aria-labelledby="episode-finish-title">
      <header className="episode-head">
        <p className="episode-kicker">{[card.origin, 'Finished', card.date].filter(Boolean).join(' · ')}</p>
        <h1 id="episode-finish-title" ref={heading} tabIndex={-1}>
          {card.title}
        </h1>
      </header>
      {card.learned.length > 0 && (
        <section>
          <h2>What it has shown</h2>
          <ul className="episode-learned story-type">
            {[...new Set(card.learned)].map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{scoreWords(card.calibration)}</h2>
        <CalibrationPlot calibration={card.calibration} />
      </section>
      {card.challenge && (
        <section>
          <h2>{challengeWords(card)}</h2>
          <p className="story-type">{card.challenge.goal}</p>
          <ul className="figures episode-measured">
            {card.challenge.measured.map((text, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: in the order of the demands, which never changes.
              <li key={i}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      {card.run && <p className="figures episode-measured">{runWords(card)}</p>}
      <div className="episode-buttons">
        <Button onClick={() => void savePicture()}>Save this card as a picture</Button>
        <Button look="quiet" onClick={episode.closeFinish}>
          Back to the table
        </Button>
      </div>
      {failure && (
        <Notice
          what={`The picture cannot be made here: ${failure}`}
          expected="a browser that draws on a canvas"
          announce="now"
        />
      )}
    </article>
  );
}
