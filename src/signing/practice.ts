/** The account that the desk has when no run stands around it. */

import type { SasAccount } from '../rules/azure/sas/account.ts';
import { accountAtStart, type StoredPolicies } from '../rules/azure/sas/deeds.ts';
import { momentText, TICK_ZERO_MS } from '../rules/azure/sas/times.ts';

const HOUR_MS = 3_600_000;

/** Nine in the morning. */
export const OPENS_MS = TICK_ZERO_MS + 9 * HOUR_MS;

const POLICIES: StoredPolicies = {
  scrolls: [{ id: 'readers', sp: 'r', se: momentText(OPENS_MS + 8 * HOUR_MS) }],
  maps: [{ id: 'surveyors', sp: 'rcw' }],
};

export const practiceAccount = (): SasAccount => accountAtStart('scriptorium', POLICIES);

/** A blob that is there from the start, to have something to open. */
export const SAMPLE = {
  container: 'scrolls',
  blob: 'shelf-7/loans.txt',
  text: `Loans, shelf 7

On the harbour lights      lent to the surveyors   back by the new moon
A grammar of knots         lent to nobody
Tides, in four parts       part three is missing   ask the night porter
`,
} as const;
