/** How sure a learner was, held against how often they were right. */
import type { Progress } from './progress.ts';

export interface Scored {
  /** Per cent, 50 to 100. */
  readonly confidence: number;
  readonly isRight: boolean;
}

/** Answers of about the same confidence. */
export interface Band {
  /** Per cent. */
  readonly from: number;
  readonly to: number;
  readonly answers: number;
  readonly right: number;
  /** The mean confidence in it, per cent. */
  readonly confidence: number;
  /** The share that was right, 0..1, and where it may lie with so few answers (95 %). */
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

export interface Calibration {
  readonly answers: number;
  readonly right: number;
  /** Per cent. */
  readonly confidence: number;
  readonly bands: readonly Band[];
  readonly says: string;
}

/** Answers that were given before the run was seen, and that the run has settled. */
export function scoredOf({ predictions }: Progress): readonly Scored[] {
  return predictions.flatMap(({ option, confidence, counts, outcome }) =>
    counts && outcome && outcome.right.length > 0
      ? [{ confidence, isRight: outcome.right.includes(option) }]
      : [],
  );
}

const BANDS = [50, 60, 70, 80, 90] as const;
/** Below this, one answer more or less would turn the verdict round. */
const FEW = 8;

export function calibrate(scored: readonly Scored[]): Calibration {
  const answers = scored.length;
  const right = scored.filter(({ isRight }) => isRight).length;
  const bands = BANDS.flatMap((from) => {
    const inside = scored.filter(({ confidence }) => BANDS.findLast((b) => confidence >= b) === from);
    return inside.length > 0 ? [bandOf(from, inside)] : [];
  });
  const confidence = meanOf(scored);
  return { answers, right, confidence, bands, says: wordsFor(answers, right, confidence) };
}

function bandOf(from: number, inside: readonly Scored[]): Band {
  const answers = inside.length;
  const right = inside.filter(({ isRight }) => isRight).length;
  const [low, high] = wilson(right, answers);
  const to = from === 90 ? 100 : from + 9;
  return { from, to, answers, right, confidence: meanOf(inside), share: right / answers, low, high };
}

const meanOf = (scored: readonly Scored[]): number =>
  scored.length === 0 ? 0 : scored.reduce((sum, { confidence }) => sum + confidence, 0) / scored.length;

/** The score interval of Wilson for a share, at 95 %: honest for few answers, where the usual one is not. */
function wilson(right: number, answers: number): readonly [number, number] {
  const z = 1.96;
  const share = right / answers;
  const middle = share + (z * z) / (2 * answers);
  const spread = z * Math.sqrt((share * (1 - share)) / answers + (z * z) / (4 * answers * answers));
  const whole = 1 + (z * z) / answers;
  return [Math.max(0, (middle - spread) / whole), Math.min(1, (middle + spread) / whole)];
}

function wordsFor(answers: number, right: number, confidence: number): string {
  if (answers === 0)
    return 'No answer was scored: none was given before its run was seen, or the runs left them open.';
  const times = answers === 1 ? 'one answer' : `${answers} answers`;
  const begin = `${right} of ${times} ${right === 1 ? 'was' : 'were'} right, and you were ${Math.round(confidence)} % sure on average.`;
  if (answers < FEW) return `${begin} So few answers cannot tell how well your confidence fits.`;
  const [low, high] = wilson(right, answers);
  if (confidence / 100 > high) return `${begin} You were surer than you were right.`;
  if (confidence / 100 < low) return `${begin} You knew more than you dared to say.`;
  return `${begin} That fits, as far as ${times} can tell.`;
}
