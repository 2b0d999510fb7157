import { type CSSProperties, useId } from 'react';
import { formatMoment } from '../player/clock.ts';
import type { StepText } from '../scenario/types.ts';
import { useEpisode, useTold } from './hooks.ts';
import './prediction.css';
import { type Prediction, predictionOf } from './progress.ts';

type Asked = NonNullable<StepText['prediction']>;

/** A question that is answered before the run is shown, and what the run makes of the answer. */
export function PredictionCard({ prediction }: { readonly prediction: Asked }) {
  const made = useTold((state) => predictionOf(state.progress, prediction.id));
  return (
    <section className="episode-card" data-prediction={made ? 'made' : 'open'}>
      {made ? <Committed asked={prediction} made={made} /> : <Open asked={prediction} />}
    </section>
  );
}

function Open({ asked: { question, options } }: { readonly asked: Asked }) {
  const episode = useEpisode();
  const { option, confidence } = useTold((state) => state.draft);
  const isPeeked = useTold((state) => state.isPeeked);
  const name = useId();
  return (
    <fieldset>
      <legend>{question}</legend>
      <div className="episode-options">
        {options.map(({ id, text }) => (
          <label key={id} data-chosen={id === option || undefined}>
            <input
              type="radio"
              name={name}
              value={id}
              checked={id === option}
              onChange={() => episode.choose(id)}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
      <Confidence confidence={confidence} />
      {isPeeked && (
        <p className="episode-aside">The link has shown you this run already, so the answer is not scored.</p>
      )}
    </fieldset>
  );
}

function Confidence({ confidence }: { readonly confidence: number }) {
  const episode = useEpisode();
  const id = useId();
  const filled = { '--filled': `${(confidence - 50) * 2}%` } as CSSProperties;
  return (
    <div className="episode-sure">
      <label htmlFor={id} className="visually-hidden">
        How sure are you?
      </label>
      <span aria-hidden="true">not sure</span>
      <input
        id={id}
        type="range"
        min={50}
        max={100}
        step={5}
        value={confidence}
        aria-valuetext={confidence === 50 ? '50 %: a guess' : `${confidence} % sure`}
        style={filled}
        onChange={(event) => episode.beSure(event.target.valueAsNumber)}
      />
      <span className="figures" aria-hidden="true">
        {confidence} % sure
      </span>
    </div>
  );
}

type Fate = 'right' | 'wrong' | 'none';

function Committed({ asked, made }: { readonly asked: Asked; readonly made: Prediction }) {
  const { option, confidence, outcome, counts } = made;
  const fateOf = (id: string): Fate =>
    outcome === null || outcome.right.length === 0
      ? 'none'
      : outcome.right.includes(id)
        ? 'right'
        : id === option
          ? 'wrong'
          : 'none';
  return (
    <>
      <h2>You said, before it ran</h2>
      <p className="visually-hidden">{asked.question}</p>
      <ul className="episode-options">
        {asked.options.map(({ id, text }, i) => (
          <li key={id} data-chosen={id === option || undefined} data-fate={fateOf(id)}>
            <span className="episode-fate" aria-hidden="true" />
            <div>
              <p>
                {id === option && <span className="visually-hidden">Your answer: </span>}
                {text} <FateWord fate={fateOf(id)} />
              </p>
              {fateOf(id) !== 'none' && outcome?.measured[i] && (
                <p className="episode-measured figures">{outcome.measured[i]}</p>
              )}
            </div>
          </li>
        ))}
      </ul>
      <p className="episode-verdict">
        <span className="figures">{confidence} %</span> sure. <Verdict made={made} />
        {!counts && ' It is not scored: the run had been seen.'}
      </p>
    </>
  );
}

function FateWord({ fate }: { readonly fate: Fate }) {
  if (fate === 'none') return null;
  return <span className="episode-word">{fate === 'right' ? 'so it went' : 'not so'}</span>;
}

function Verdict({ made: { option, outcome } }: { readonly made: Prediction }) {
  const decidedAt = useTold((state) => state.decidedAt);
  if (outcome === null)
    return decidedAt === null
      ? 'The run decides.'
      : `The run decides: it will be known at ${formatMoment(decidedAt)}.`;
  if (outcome.right.length === 0)
    return 'This run leaves the question open: none of the answers could be measured as true.';
  return outcome.right.includes(option) ? 'The run agrees with you.' : 'The run went another way.';
}
