import { useEpisode, useTold } from './hooks.ts';
import { isPassed } from './primary.ts';
import { BONE_WORDS } from './state.ts';

/** Where in the episode one is; every step can be gone to. */
export function StepDots() {
  const episode = useEpisode();
  const steps = useTold((state) => state.steps);
  const index = useTold((state) => state.index);
  const passed = useTold(({ steps, scenario, progress }) =>
    steps.map((step) => (isPassed(scenario, progress, step) ? '1' : '0')).join(''),
  );
  return (
    <nav className="episode-dots" aria-label="Steps of the episode">
      <ol>
        {steps.map(({ id, bone, title }, i) => {
          const isDone = passed[i] === '1';
          const name = `Step ${i + 1}, ${BONE_WORDS[bone]}: ${title}${isDone ? ' (done)' : ''}`;
          return (
            <li key={id} data-done={isDone || undefined}>
              <button
                type="button"
                aria-label={name}
                title={`${i + 1} · ${BONE_WORDS[bone]}`}
                aria-current={i === index ? 'step' : undefined}
                onClick={() => episode.goTo(i)}
              >
                <span className="episode-dot" />
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
