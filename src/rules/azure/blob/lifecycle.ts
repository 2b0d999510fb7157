/**
 * What a policy does with one blob, or with many alike: of all that is due, the cheapest. It never warms anything, and
 * brings nothing back from Archive.
 */
import {
  ACTIONS,
  type Due,
  type LifecycleAction,
  type Policy,
  type PolicyBlobType,
  type Rule,
  type Subject,
} from './lifecyclePolicy.ts';
import { isCooler } from './tiers.ts';
import type { BlobKind, Texts, Tier } from './types.ts';

/** A policy brings a blob back to Hot no oftener. */
export const DAYS_BETWEEN_WARMINGS = 30;

/** What a policy looks at. Days may have fractions. */
export interface BlobFacts {
  readonly kind: BlobKind;
  /** `container/name`, or where all names of a cohort begin. */
  readonly path: string;
  readonly tags: Texts;
  readonly tier: Tier;
  readonly sinceModification: number;
  readonly sinceCreation: number;
  /** null where nobody keeps it: then no rule that asks for it acts. */
  readonly sinceAccess: number | null;
  /** null when its tier never changed: then nothing has to be waited for. */
  readonly sinceTierChange: number | null;
}

export interface Verdict {
  readonly action: LifecycleAction;
  /** Name of the rule; the first one, where several say the same. */
  readonly rule: string;
}

const TO: Readonly<Record<LifecycleAction, Tier | null>> = {
  tierToCool: 'cool',
  tierToCold: 'cold',
  tierToArchive: 'archive',
  delete: null,
};
/** Where an action puts a blob; null for delete. */
export const tierAfter = (action: LifecycleAction): Tier | null => TO[action];

const CHEAPEST_FIRST = ACTIONS.toReversed();

/**
 * @param allowsArchive whether the account can have Archive at all
 * @returns null when nothing is due
 */
export function evaluate(
  policy: Policy,
  facts: BlobFacts,
  subject: Subject = 'baseBlob',
  allowsArchive = true,
): Verdict | null {
  let found: Verdict | null = null;
  for (const rule of policy.rules) {
    if (!applies(rule, facts)) continue;
    for (const action of CHEAPEST_FIRST) {
      if (found && ACTIONS.indexOf(action) <= ACTIONS.indexOf(found.action)) break;
      const due = rule.actions[subject][action];
      if (!due || !possible(action, facts, allowsArchive) || !isDue(due, facts)) continue;
      found = { action, rule: rule.name };
    }
  }
  return found;
}

export function applies(rule: Rule, facts: Pick<BlobFacts, 'kind' | 'path' | 'tags'>): boolean {
  const { enabled, blobTypes, prefixes, tags } = rule;
  if (!enabled || !typed(blobTypes, facts.kind)) return false;
  if (prefixes.length > 0 && !prefixes.some((prefix) => facts.path.startsWith(prefix))) return false;
  return tags.every(({ name, value }) => Object.hasOwn(facts.tags, name) && facts.tags[name] === value);
}

function typed(types: readonly PolicyBlobType[], kind: BlobKind): boolean {
  return (
    (kind === 'BlockBlob' && types.includes('blockBlob')) ||
    (kind === 'AppendBlob' && types.includes('appendBlob'))
  );
}

/** Only down, and tiers for block blobs only. */
function possible(action: LifecycleAction, { kind, tier }: BlobFacts, allowsArchive: boolean): boolean {
  const to = TO[action];
  if (to === null) return true;
  return kind === 'BlockBlob' && isCooler(to, tier) && (to !== 'archive' || allowsArchive);
}

function isDue({ since, moreThan, tierChangedMoreThan }: Due, facts: BlobFacts): boolean {
  const age = ageOf(since, facts);
  if (age === null || age <= moreThan) return false;
  return tierChangedMoreThan === null || (facts.sinceTierChange ?? Infinity) > tierChangedMoreThan;
}

function ageOf(since: Due['since'], facts: BlobFacts): number | null {
  if (since === 'modification') return facts.sinceModification;
  return since === 'creation' ? facts.sinceCreation : facts.sinceAccess;
}

/** Whether reading a blob brings it from Cool back to Hot. @param sinceWarmed days; null when it never was */
export function warmsOnAccess(policy: Policy, facts: BlobFacts, sinceWarmed: number | null): boolean {
  if (facts.tier !== 'cool' || facts.sinceAccess === null) return false;
  if (sinceWarmed !== null && sinceWarmed < DAYS_BETWEEN_WARMINGS) return false;
  return policy.rules.some((rule) => rule.autoTierToHotFromCool && applies(rule, facts));
}
