/** What stands on the card at the end, for the page, for the picture and for those who only read. */
import type { Scenario } from '../scenario/types.ts';
import { type Calibration, calibrate, scoredOf } from './calibration.ts';
import { isPassed } from './primary.ts';
import type { Progress, RunMade } from './progress.ts';
import { BONE_WORDS } from './state.ts';

export interface Card {
  readonly title: string;
  /** The series and the article that the episode follows: "AWS 46"; empty for none. */
  readonly origin: string;
  readonly learned: readonly string[];
  readonly calibration: Calibration;
  readonly challenge: {
    readonly goal: string;
    readonly isWon: boolean;
    readonly measured: readonly string[];
  } | null;
  /** The run that counts: of the challenge, or of the mended system. */
  readonly run: RunMade | null;
  /** `2026-11-21` */
  readonly date: string;
}

const SERIES: Readonly<Record<Scenario['series'], string>> = {
  aws: 'AWS',
  azure: 'Azure',
  go: 'Go',
  none: '',
};

export function cardOf(scenario: Scenario, progress: Progress): Card {
  const { title, series, article, steps, challenge } = scenario;
  const { won, mended } = progress;
  const passed = (steps ?? []).filter((step) => isPassed(scenario, progress, step));
  const told = passed.flatMap(({ learned }) => learned ?? []);
  return {
    title,
    origin: [SERIES[series], article?.number].filter(Boolean).join(' '),
    learned: told.length > 0 ? told : passed.map((step) => `${BONE_WORDS[step.bone]}: ${step.title}`),
    calibration: calibrate(scoredOf(progress)),
    challenge: challenge
      ? { goal: challenge.goal, isWon: won !== null, measured: won?.measured ?? [] }
      : null,
    run: won ?? mended,
    date: progress.finishedAt ?? '',
  };
}

/** Eight digits in two groups, as everywhere on the page. */
export const shortDigest = (digest: string): string => `${digest.slice(0, 4)} ${digest.slice(4, 8)}`.trim();

export function scoreWords({ answers, right }: Calibration): string {
  return answers === 0 ? 'No prediction was scored' : `${right} of ${answers} predictions right`;
}

export function challengeWords({ challenge }: Card): string | null {
  if (!challenge) return null;
  return challenge.isWon ? 'Challenge passed' : 'Challenge not passed yet';
}

export function runWords({ run }: Card): string | null {
  return run && `seed ${run.seed} · run ${shortDigest(run.digest)}`;
}
