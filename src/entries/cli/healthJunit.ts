/** What `lab health` found, as cases of a report. */
import type { Break, Health, HealthPlan } from '../../lab/health.ts';
import type { Said } from './healthSaid.ts';
import type { Case } from './junit.ts';

export interface HealthToTell extends Health, Said {
  readonly plan: HealthPlan;
  readonly robust?: { readonly moves: number; readonly breaks: readonly Break[] };
}

export function healthCases(report: HealthToTell): readonly Case[] {
  const { verdict, says, plan, robust } = report;
  return [
    {
      name: 'verdict',
      outcome: verdict === 'load-bearing' ? 'passed' : 'failed',
      says: `${verdict}: ${says}`,
    },
    designCase(report, 'untouched', plan.untouched),
    designCase(report, 'fix', plan.fix),
    ...plan.tempting.map((design) => designCase(report, 'tempting', design)),
    ...saidCases(report),
    ...(robust ? robustCases(robust) : []),
  ];
}

/** The fix is to pass in every seed, everything else in none. */
function designCase({ designs }: Health, role: 'untouched' | 'fix' | 'tempting', design: string): Case {
  const { passed, of } = designs[design]!;
  const isRight = passed === (role === 'fix' ? of : 0);
  const says = `${design} passes in ${passed} of ${of} seeds.`;
  return { name: `${role} ${design}`, outcome: isRight ? 'passed' : 'failed', says };
}

/** A case for each claim that every seed bears out, and one for each thing that is wrong or may be. */
function saidCases({ claims, findings }: Said): readonly Case[] {
  return [
    ...claims
      .filter(({ trueIn, of, own }) => of > 0 && trueIn === of && (own === null || own === true))
      .map(
        ({ id, design, of }): Case => ({
          name: `claim ${id} in ${design}`,
          outcome: 'passed',
          says: `As it says in all of ${of} seeds.`,
        }),
      ),
    ...findings.map(
      ({ severity, where, says }): Case => ({
        name: where === '' ? 'the lesson' : where,
        outcome: severity === 'problem' ? 'failed' : 'passed',
        says,
      }),
    ),
  ];
}

function robustCases({
  moves,
  breaks,
}: {
  readonly moves: number;
  readonly breaks: readonly Break[];
}): Case[] {
  if (breaks.length === 0)
    return [{ name: 'robust', outcome: 'passed', says: `The verdict stands in all of ${moves} moves.` }];
  return breaks.map(({ part, setting, factor, verdict, says }) => ({
    name: `robust ${part}.${setting} ${factor > 1 ? '+' : '-'}10 %`,
    outcome: 'failed',
    says: `${verdict}: ${says}`,
  }));
}
