/** What a lesson says of itself and what its runs said to that, as `lab health` tells it. */
import { type LessonFinding, saidFindings } from '../../lab/lessonSaid.ts';
import { deedFindings, stepFindings } from '../../lab/lessonSteps.ts';
import type { LessonFound, PredictionWord, Tally, Truth } from '../../lab/lessonTruths.ts';
import { fullCatalog as catalog } from '../../parts/full.ts';
import type { Scenario } from '../../scenario/types.ts';

/** Fields of `--json`. */
export interface Said {
  /** One for each design in which a claim is checked. */
  readonly claims: readonly ({ readonly id: string; readonly design: string } & Tally)[];
  readonly predictions: readonly {
    readonly step: string;
    readonly id: string;
    readonly design: string;
    readonly word: PredictionWord;
    readonly rights: readonly { readonly options: readonly string[]; readonly seeds: readonly number[] }[];
  }[];
  readonly tasks: readonly {
    readonly step: string;
    readonly id: string;
    readonly trueIn: number;
    readonly of: number;
    readonly own: Truth | null;
    /** Designs in which it came true. */
    readonly solvedBy: readonly string[];
  }[];
  /** What is wrong with them, in sentences; `where` as `steps.3.tasks.0`. */
  readonly findings: readonly {
    readonly severity: LessonFinding['severity'];
    readonly where: string;
    readonly says: string;
  }[];
}

export function saidOf(scenario: Scenario, found: LessonFound): Said {
  const stepId = (at: number): string => scenario.steps![at]!.id;
  const findings = [
    ...saidFindings(found),
    ...stepFindings(scenario, found, catalog),
    ...deedFindings(scenario, catalog),
  ];
  return {
    claims: found.claims.map(({ claim, run, tally }) => ({ id: claim.id, design: run.design, ...tally })),
    predictions: found.predictions.map(({ prediction: { step, id, run }, word, rights }) => ({
      step: stepId(step),
      id,
      design: run.design,
      word,
      rights,
    })),
    tasks: found.tasks.map(({ task, tally: { trueIn, of, own }, solvedBy }) => ({
      step: stepId(task.step),
      id: task.id,
      trueIn,
      of,
      own,
      solvedBy: [...new Set(solvedBy.map(({ design }) => design))],
    })),
    findings: findings.map(({ severity, where, says }) => ({ severity, where: where.join('.'), says })),
  };
}

/** Every seed agrees; hints are no fault. */
export const isAgreed = ({ findings }: Said): boolean =>
  !findings.some(({ severity }) => severity === 'problem');

export function saidLines(said: Said): readonly string[] {
  const { claims, predictions, tasks, findings } = said;
  const ids = new Set(claims.map(({ id }) => id));
  const asked = `${ids.size} claims, ${predictions.length} predictions, ${tasks.length} tasks`;
  const wrong = findings.filter(({ severity }) => severity === 'problem').length;
  return [
    `  said       ${asked}: ${wrong === 0 ? 'every seed agrees' : `${wrong} wrong`}`,
    ...findings.map(({ severity, says }) => `  ${severity === 'problem' ? '✗' : '·'} ${says}`),
  ];
}
