/**
 * The policy as Azure writes it: bare, as the portal and the command line take it, or inside `properties.policy`, as the
 * management API and templates have it. What is not understood is refused, with its path: a rule that is quietly dropped
 * costs money.
 */
import type { Json, Read } from '../../quantity.ts';
import {
  type Actions,
  type AgeOf,
  BLOB_TYPES,
  type Due,
  type LifecycleAction,
  type Policy,
  type PolicyBlobType,
  type Rule,
  SUBJECTS,
  type Subject,
  type TagCondition,
  TIER_ACTIONS,
} from './lifecyclePolicy.ts';

/** What is wrong, in the words of a sentence: `rules[0].name: expected ..., and found ...`. */
export interface PolicyFault {
  readonly where: string;
  readonly found: string;
  readonly expected: string;
}

export type ReadPolicy =
  | { readonly ok: true; readonly value: Policy }
  /** The first fault in words, and all of them. */
  | { readonly ok: false; readonly expected: string; readonly faults: readonly PolicyFault[] };

const RULES_MAX = 100;
const NAME_MAX = 256;
const PREFIXES_MAX = 10;
const TAGS_MAX = 10;
const TAG_NAME_MAX = 128;
const TAG_VALUE_MAX = 256;
const FOUND_MAX = 40;

const AGES: Readonly<Record<string, AgeOf>> = {
  daysAfterModificationGreaterThan: 'modification',
  daysAfterCreationGreaterThan: 'creation',
  daysAfterLastAccessTimeGreaterThan: 'access',
};
const TIER_CHANGE = 'daysAfterLastTierChangeGreaterThan';
const AUTO_TIER = 'enableAutoTierToHotFromCool';

type Members = { readonly [key: string]: Json };
type Faults = PolicyFault[];

/** @param written the text as it was pasted, or what it says */
export function readPolicy(written: string | Json): ReadPolicy {
  const parsed = typeof written === 'string' ? parse(written) : ({ ok: true, value: written } as const);
  const faults: Faults = [];
  const policy = parsed.ok
    ? policyOf(parsed.value, '', faults)
    : say(faults, '', (written as string).trim(), parsed.expected);
  if (policy && faults.length === 0) return { ok: true, value: policy };
  const { where, found, expected } = faults[0]!;
  return {
    ok: false,
    expected: `${where || 'the policy'}: expected ${expected}, and found ${found}`,
    faults,
  };
}

function parse(text: string): Read<Json> {
  try {
    const value = JSON.parse(text) as Json;
    return isDeep(value, 0)
      ? { ok: false, expected: `a lifecycle policy, nested at most ${DEPTH_MAX} deep` }
      : { ok: true, value };
  } catch {
    return { ok: false, expected: 'a lifecycle policy in JSON' };
  }
}

/** Deeper than any policy, and not so deep that walking through it would be a danger. */
const DEPTH_MAX = 20;
const isDeep = (value: Json, depth: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (depth === DEPTH_MAX || Object.values(value).some((one) => isDeep(one, depth + 1)));

function say(faults: Faults, where: string, found: Json | undefined, expected: string): null {
  const text = found === undefined ? 'nothing' : JSON.stringify(found);
  const short = text.length > FOUND_MAX ? `${text.slice(0, FOUND_MAX)}…` : text;
  faults.push({ where, found: short, expected });
  return null;
}

/** What stands around a policy where Azure itself prints one. */
const ENVELOPE = ['id', 'name', 'type', 'apiVersion', 'location', 'dependsOn'];
const PRINTED = ['lastModifiedTime', 'resourceGroup', 'systemData', 'tags'];

function policyOf(raw: Json, where: string, faults: Faults): Policy | null {
  const members = mapOf(raw, where, faults, 'a map with rules');
  if (!members) return null;
  for (const key of ['properties', 'policy']) {
    if (!(key in members)) continue;
    known(members, where, faults, [key, ...ENVELOPE, ...PRINTED]);
    return policyOf(members[key]!, join(where, key), faults);
  }
  known(members, where, faults, ['rules']);
  const at = join(where, 'rules');
  const rules = listOf(members.rules, at, faults, `a list of 1 to ${RULES_MAX} rules`, 1, RULES_MAX);
  if (!rules) return null;
  const read = rules.flatMap((rule, index) => ruleOf(rule, `${at}[${index}]`, faults) ?? []);
  const names = new Set<string>();
  read.forEach(({ name }, index) => {
    if (names.has(name)) say(faults, `${at}[${index}].name`, name, 'a name that no other rule has');
    names.add(name);
  });
  return { rules: read };
}

function ruleOf(raw: Json, where: string, faults: Faults): Rule | null {
  const rule = mapOf(raw, where, faults, 'a rule: name, enabled, type, definition');
  if (!rule) return null;
  known(rule, where, faults, ['name', 'enabled', 'type', 'definition']);
  const { name, enabled = true, type } = rule;
  if (typeof name !== 'string' || name.length < 1 || name.length > NAME_MAX)
    say(faults, join(where, 'name'), name, `a name of 1 to ${NAME_MAX} characters`);
  if (typeof enabled !== 'boolean') say(faults, join(where, 'enabled'), enabled, 'true or false');
  if (type !== 'Lifecycle') say(faults, join(where, 'type'), type, '"Lifecycle"');
  const inside = join(where, 'definition');
  const definition = mapOf(rule.definition, inside, faults, 'a definition: filters and actions');
  if (!definition) return null;
  known(definition, inside, faults, ['filters', 'actions']);
  const filters = filtersOf(definition.filters, join(inside, 'filters'), faults);
  const written = actionsOf(definition.actions, join(inside, 'actions'), faults);
  if (!filters || !written) return null;
  onlyDeletes(filters.blobTypes, written.actions, join(inside, 'actions'), faults);
  return { name: String(name), enabled: enabled === true, ...filters, ...written };
}

/** Append blobs have no tiers: a rule for them alone that moves them could never act. */
function onlyDeletes(
  types: readonly PolicyBlobType[],
  actions: Rule['actions'],
  where: string,
  faults: Faults,
): void {
  if (types.some((type) => type !== 'appendBlob')) return;
  for (const subject of SUBJECTS) {
    const moved = TIER_ACTIONS.find((action) => actions[subject][action]);
    if (moved) say(faults, `${where}.${subject}.${moved}`, moved, 'only delete for append blobs');
  }
}

function filtersOf(
  raw: Json | undefined,
  where: string,
  faults: Faults,
): Pick<Rule, 'blobTypes' | 'prefixes' | 'tags'> | null {
  if (raw === undefined) return { blobTypes: ['blockBlob'], prefixes: [], tags: [] };
  const filters = mapOf(raw, where, faults, 'filters: blobTypes, prefixMatch, blobIndexMatch');
  if (!filters) return null;
  known(filters, where, faults, ['blobTypes', 'prefixMatch', 'blobIndexMatch']);
  const typesAt = join(where, 'blobTypes');
  const oneOf = `a list of ${BLOB_TYPES.map((type) => `"${type}"`).join(' and ')}`;
  const types = listOf(filters.blobTypes, typesAt, faults, oneOf, 1, BLOB_TYPES.length) ?? [];
  types.forEach((type, index) => {
    if (!BLOB_TYPES.includes(type as PolicyBlobType))
      say(faults, `${typesAt}[${index}]`, type, BLOB_TYPES.map((one) => `"${one}"`).join(' or '));
  });
  const prefixAt = join(where, 'prefixMatch');
  const prefixes =
    listOf(
      filters.prefixMatch ?? [],
      prefixAt,
      faults,
      `at most ${PREFIXES_MAX} prefixes`,
      0,
      PREFIXES_MAX,
    ) ?? [];
  prefixes.forEach((prefix, index) => {
    if (typeof prefix !== 'string' || prefix === '' || prefix.startsWith('/'))
      say(faults, `${prefixAt}[${index}]`, prefix, 'a prefix that begins with the name of a container');
  });
  const tagsAt = join(where, 'blobIndexMatch');
  const tags =
    listOf(filters.blobIndexMatch ?? [], tagsAt, faults, `at most ${TAGS_MAX} conditions`, 0, TAGS_MAX) ?? [];
  return {
    blobTypes: types as readonly PolicyBlobType[],
    prefixes: prefixes as readonly string[],
    tags: tags.flatMap((tag, index) => tagOf(tag, `${tagsAt}[${index}]`, faults) ?? []),
  };
}

function tagOf(raw: Json, where: string, faults: Faults): TagCondition | null {
  const tag = mapOf(raw, where, faults, 'a condition: name, op, value');
  if (!tag) return null;
  known(tag, where, faults, ['name', 'op', 'value']);
  const { name, op, value } = tag;
  if (op !== '==') return say(faults, join(where, 'op'), op, '"=="');
  if (typeof name !== 'string' || name.length < 1 || name.length > TAG_NAME_MAX)
    return say(faults, join(where, 'name'), name, `a tag's name of 1 to ${TAG_NAME_MAX} characters`);
  if (typeof value !== 'string' || value.length > TAG_VALUE_MAX)
    return say(faults, join(where, 'value'), value, `a tag's value of at most ${TAG_VALUE_MAX} characters`);
  return { name, value };
}

function actionsOf(
  raw: Json | undefined,
  where: string,
  faults: Faults,
): Pick<Rule, 'actions' | 'autoTierToHotFromCool'> | null {
  const members = mapOf(raw, where, faults, 'actions for baseBlob, snapshot or version');
  if (!members) return null;
  known(members, where, faults, SUBJECTS);
  const actions: Record<Subject, Actions> = { baseBlob: {}, snapshot: {}, version: {} };
  for (const subject of SUBJECTS) {
    if (subject in members)
      actions[subject] = subjectOf(members[subject]!, subject, join(where, subject), faults);
  }
  if (SUBJECTS.every((subject) => Object.keys(actions[subject]).length === 0) && faults.length === 0)
    say(faults, where, raw, 'at least one action');
  const base = members.baseBlob;
  const auto = isMap(base) ? base[AUTO_TIER] : undefined;
  return { actions, autoTierToHotFromCool: auto === true };
}

function subjectOf(raw: Json, subject: Subject, where: string, faults: Faults): Actions {
  const members = mapOf(raw, where, faults, `actions: ${[...TIER_ACTIONS, 'delete'].join(', ')}`);
  if (!members) return {};
  const base = subject === 'baseBlob';
  known(members, where, faults, [...TIER_ACTIONS, 'delete', ...(base ? [AUTO_TIER] : [])]);
  const actions: Partial<Record<LifecycleAction, Due>> = {};
  for (const action of [...TIER_ACTIONS, 'delete'] as const) {
    if (!(action in members)) continue;
    const due = dueOf(members[action]!, action, base, join(where, action), faults);
    if (due) actions[action] = due;
  }
  const auto = members[AUTO_TIER];
  if (base && auto !== undefined && typeof auto !== 'boolean')
    say(faults, join(where, AUTO_TIER), auto, 'true or false');
  if (base && auto === true && actions.tierToCool?.since !== 'access')
    say(
      faults,
      join(where, AUTO_TIER),
      auto,
      'a tierToCool with daysAfterLastAccessTimeGreaterThan beside it',
    );
  return actions;
}

function dueOf(raw: Json, action: LifecycleAction, base: boolean, where: string, faults: Faults): Due | null {
  const ages = Object.keys(AGES).filter((key) => base || AGES[key] === 'creation');
  const allowed = action === 'tierToArchive' ? [...ages, TIER_CHANGE] : ages;
  const members = mapOf(raw, where, faults, `a number of days for ${ages.join(' or ')}`);
  if (!members) return null;
  known(members, where, faults, allowed);
  for (const key of allowed) {
    const days = members[key];
    if (days !== undefined && !(typeof days === 'number' && Number.isSafeInteger(days) && days >= 0))
      return say(faults, join(where, key), days, 'a whole number of days from 0 up');
  }
  const [key, ...more] = ages.filter((age) => age in members);
  if (key === undefined || more.length > 0) return say(faults, where, raw, `one of ${ages.join(', ')}`);
  return {
    since: AGES[key]!,
    moreThan: members[key] as number,
    tierChangedMoreThan: (members[TIER_CHANGE] as number | undefined) ?? null,
  };
}

const join = (where: string, key: string): string => (where === '' ? key : `${where}.${key}`);

const isMap = (raw: Json | undefined): raw is Members =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

function mapOf(raw: Json | undefined, where: string, faults: Faults, expected: string): Members | null {
  return isMap(raw) ? raw : say(faults, where, raw, expected);
}

function listOf(
  raw: Json | undefined,
  where: string,
  faults: Faults,
  expected: string,
  least: number,
  most: number,
): readonly Json[] | null {
  if (!Array.isArray(raw)) return say(faults, where, raw, expected);
  const fits = raw.length >= least && raw.length <= most;
  if (fits) return raw;
  faults.push({ where, found: `${raw.length} of them`, expected });
  return null;
}

function known(members: Members, where: string, faults: Faults, keys: readonly string[]): void {
  for (const key of Object.keys(members)) {
    if (keys.includes(key)) continue;
    faults.push({ where: join(where, key), found: `"${key}"`, expected: `only ${keys.join(', ')}` });
  }
}
