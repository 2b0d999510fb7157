import { useMemo } from 'react';
import '../../player/story.css';
import '../../episode/episode.css';
import '../../episode/prose.css';
import { Challenge } from '../../episode/Challenge.tsx';
import { EpisodePrimary } from '../../episode/EpisodePrimary.tsx';
import { Tempting } from '../../episode/EpisodeStory.tsx';
import { Hints } from '../../episode/Hints.tsx';
import { EpisodeContext } from '../../episode/hooks.ts';
import { PredictionCard } from '../../episode/PredictionCard.tsx';
import { Prose } from '../../episode/Prose.tsx';
import { BONE_WORDS } from '../../episode/state.ts';
import { Tasks } from '../../episode/Tasks.tsx';
import { useAuthor, useScenario } from '../hooks.ts';
import { previewEpisode } from './previewEpisode.ts';
import { showStep } from './showStep.ts';

/** A step as the student finds it: its answers can be chosen and its hints opened, and nothing of it is kept. */
export function StepPreview({ index }: { readonly index: number }) {
  const author = useAuthor();
  const scenario = useScenario();
  const step = scenario.steps![index]!;
  const episode = useMemo(() => {
    const { table } = author.at;
    const { desk } = scenario.steps![index]!;
    return previewEpisode({
      scenario,
      index,
      deskIs: desk === undefined ? null : table.deskAbout(desk),
      onShow: (isActed) => void showStep(table, index, isActed),
      onGo: author.openStep,
    });
  }, [author, scenario, index]);
  return (
    <EpisodeContext value={episode}>
      <article className="story episode lesson-preview" aria-label="The step as the student sees it">
        <header className="episode-head">
          <p className="episode-kicker">
            {index + 1} · {BONE_WORDS[step.bone]}
          </p>
          <h3>{step.title}</h3>
        </header>
        <Prose text={step.text} />
        {step.prediction && <PredictionCard prediction={step.prediction} />}
        {step.bone === 'tempt' && <Tempting />}
        <Tasks />
        <Challenge />
        <Hints key={step.id} />
        <EpisodePrimary />
      </article>
    </EpisodeContext>
  );
}
