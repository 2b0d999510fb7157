import type { StepText } from '../scenario/types.ts';
import './episode.css';
import './prose.css';
import '../player/story.css';
import { Prose } from './Prose.tsx';
import { BONE_WORDS } from './state.ts';

/** A step's words, in their place before the episode itself is there. */
export function StoryPreview({
  steps,
  index,
}: {
  readonly steps: readonly StepText[];
  readonly index: number;
}) {
  const step = steps[index]!;
  return (
    <div className="story episode" aria-busy="true">
      <div className="episode-dots" aria-hidden="true">
        <ol>
          {steps.map(({ id }) => (
            <li key={id}>
              <button type="button" disabled>
                <span className="episode-dot" />
              </button>
            </li>
          ))}
        </ol>
      </div>
      <header className="episode-head">
        <p className="episode-kicker">
          {index + 1} · {BONE_WORDS[step.bone]}
        </p>
        <h1>{step.title}</h1>
      </header>
      <Prose text={step.text} isPreview />
    </div>
  );
}
