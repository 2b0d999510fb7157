/** What runs have shown of a lesson's claims and predictions, in sentences. */
import type { Path } from '../scenario/problem.ts';
import type { ClaimFound, LessonFound, PredictionFound, Tally } from './lessonTruths.ts';

/** Something about a lesson that its author should know. */
export interface LessonFinding {
  /** `hint`: it may be meant so. */
  readonly severity: 'problem' | 'hint';
  readonly where: Path;
  readonly says: string;
}

export function saidFindings({
  claims,
  predictions,
}: Pick<LessonFound, 'claims' | 'predictions'>): readonly LessonFinding[] {
  return [...claims.flatMap(claimFinding), ...predictions.flatMap(predictionFinding)];
}

/** Every seed says so, that of the scenario, too. */
export const isSure = ({ trueIn, of, own }: Tally): boolean =>
  trueIn === of && (own === null || own === true);

/** "true in 74 of 200 seeds" */
export const tallyWords = ({ trueIn, of }: Tally): string =>
  `true in ${trueIn} of ${of} ${of === 1 ? 'seed' : 'seeds'}`;

function claimFinding({ claim, run, tally, isLucky }: ClaimFound): readonly LessonFinding[] {
  if (isSure(tally)) return [];
  const not = [...tally.falseAt, ...tally.undecidedAt];
  const open = tally.undecidedAt.length > 0 ? `, undecided in ${tally.undecidedAt.length}` : '';
  const which = not.length > 0 && tally.trueIn > 0 ? `; not with ${seedList(not)}` : '';
  const own = isLucky
    ? ' It holds with the seed of this scenario by chance.'
    : tally.own !== true && tally.own !== null
      ? ' With the seed of this scenario it does not hold.'
      : '';
  const word = claim.holds ? tallyWords(tally) : tallyWords(tally).replace('true', 'not true, as it says,');
  const says = `The claim ${claim.id} in ${run.design}: ${word}${open}${which}.${own}`;
  return [{ severity: 'problem', where: ['claims', claim.index, 'that'], says }];
}

function predictionFinding({ prediction, rights, word }: PredictionFound): readonly LessonFinding[] {
  const where = ['steps', prediction.step, 'prediction', 'options'];
  const seedsOf = (test: (options: readonly string[]) => boolean): string =>
    seedList(rights.filter(({ options }) => test(options)).flatMap(({ seeds }) => seeds));
  const name = `The prediction ${prediction.id}`;
  switch (word) {
    case 'sound':
    case 'unasked':
      return [];
    case 'none': {
      const says = `${name}: none of its options is right with ${seedsOf((options) => options.length === 0)}.`;
      return [{ severity: 'problem', where, says }];
    }
    case 'several': {
      const says = `${name}: more than one option is right with ${seedsOf((options) => options.length > 1)}.`;
      return [{ severity: 'problem', where, says }];
    }
    case 'changing': {
      const each = rights.map(({ options, seeds }) => `${options[0]} with ${seedList(seeds)}`);
      const says = `${name}: which option is right depends on the seed: ${each.join('; ')}.`;
      return [{ severity: 'hint', where, says }];
    }
  }
}

const SEEDS_SAID = 6;

/** "seed 4", "seeds 1, 2 and 7", "seeds 1, 2, 3, 4, 5, 6 and 14 more". */
export function seedList(seeds: readonly number[]): string {
  const all = seeds.toSorted((a, b) => a - b);
  if (all.length === 1) return `seed ${all[0]}`;
  const more = all.length - SEEDS_SAID;
  const [shown, last] =
    more > 1 ? [all.slice(0, SEEDS_SAID), `${more} more`] : [all.slice(0, -1), String(all.at(-1))];
  return `seeds ${shown.join(', ')} and ${last}`;
}
