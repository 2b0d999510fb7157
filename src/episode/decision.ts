import { MINE } from '../scenario/designNames.ts';
import { keyOf } from './measures.ts';
import type { EpisodeTable } from './port.ts';
import { designOf, hasOwnDesign } from './presets.ts';
import { type Prediction, predictionOf } from './progress.ts';
import { type EpisodeState, type Held, stepOf } from './state.ts';

/** The run that decides the step's prediction: which one it is, and what it says. */
export interface StepDecision {
  /** The design that is shown: once an answer is committed, the one that decides. */
  designFor(stepDesign: string): string;
  /** The next run on the table is the one that decides, if it is of the right design. */
  expect(): void;
  forget(): void;
  isOnTable(): boolean;
  /** @param held the options that say when they are right, in the run that decides */
  judged(held: readonly (Held | null)[], reached: number): void;
}

interface Hears {
  state(): EpisodeState;
  known(decidedAt: number): void;
  decided(prediction: Prediction): void;
}

export function stepDecision(table: EpisodeTable, hears: Hears): StepDecision {
  /** The run that decides, once it has been on the table. */
  let key: string | null = null;
  let isExpected = false;

  const open = (): Prediction | null => {
    const state = hears.state();
    const prediction = predictionOf(state.progress, stepOf(state).prediction?.id);
    return prediction?.outcome === null ? prediction : null;
  };

  function designFor(stepDesign: string): string {
    const state = hears.state();
    const { prediction } = stepOf(state);
    if (!prediction?.design || !predictionOf(state.progress, prediction.id)) return stepDesign;
    if (prediction.design !== MINE) return prediction.design;
    return hasOwnDesign(table.look().scenario) ? MINE : stepDesign;
  }

  return {
    designFor,
    expect() {
      isExpected = open() !== null;
      key = null;
    },
    forget() {
      isExpected = false;
      key = null;
    },
    isOnTable() {
      const on = table.look();
      const now = keyOf(on);
      if (now === null || open() === null) return false;
      if (isExpected) {
        isExpected = false;
        const step = stepOf(hears.state());
        const wanted = designFor(designOf(step, hasOwnDesign(on.scenario)));
        key = on.design === wanted ? now : null;
      }
      return now === key;
    },
    judged(held, reached) {
      const prediction = open();
      const { prediction: asked } = stepOf(hears.state());
      const { digest, design, seed } = table.look();
      if (!prediction || !asked || digest === null) return;
      const knownAt = Math.max(0, ...held.map((one) => one?.knownAt ?? 0));
      hears.known(knownAt);
      if (reached < knownAt) return;
      const right = asked.options.flatMap(({ id }, i) => (held[i]?.verdict === true ? [id] : []));
      const measured = asked.options.map((_, i) => held[i]?.text ?? '');
      hears.decided({ ...prediction, outcome: { design, seed, digest, right, measured } });
    },
  };
}
