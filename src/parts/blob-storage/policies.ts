/** Stored access policies as written in a scenario: by container, at most five each. */
import {
  newAccount,
  type SasAccount,
  type StoredPolicy,
  withPolicies,
} from '../../rules/azure/sas/account.ts';
import type { Json, Read } from '../../rules/quantity.ts';

export type Policies = Readonly<Record<string, readonly StoredPolicy[]>>;

const FIELDS: Readonly<Record<string, keyof StoredPolicy>> = {
  id: 'id',
  start: 'st',
  expiry: 'se',
  permissions: 'sp',
};
export const POLICIES_DOCUMENT =
  'stored access policies such as { scans: [{ id: readers, permissions: r, expiry: "2026-07-01" }] }';

export function readPolicies(written: Json): Read<Policies> {
  if (!isMap(written)) return bad('a map of lists, by container');
  const policies: Record<string, readonly StoredPolicy[]> = {};
  for (const [container, list] of Object.entries(written)) {
    if (!Array.isArray(list)) return bad(`a list of policies for ${container}`);
    const read = list.map(policyOf);
    const wrong = read.find((one) => typeof one === 'string');
    if (wrong !== undefined) return bad(`${wrong} for ${container}`);
    policies[container] = read as StoredPolicy[];
  }
  const tried = inForce(newAccount('tried'), policies, 0);
  return tried.ok ? { ok: true, value: policies } : tried;
}

/** Sets each container's policies at that time. */
export function inForce(account: SasAccount, policies: Policies, nowMs: number): Read<SasAccount> {
  let after: Read<SasAccount> = { ok: true, value: account };
  for (const [container, list] of Object.entries(policies)) {
    after = withPolicies(after.value, container, list, nowMs);
    if (!after.ok) return bad(`${after.expected}, in ${container}`);
  }
  return after;
}

function policyOf(written: Json): StoredPolicy | string {
  if (!isMap(written)) return 'policies such as { id: readers, permissions: r }';
  const policy: Partial<Record<keyof StoredPolicy, string>> = {};
  for (const [name, value] of Object.entries(written)) {
    const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
    if (field === undefined) return `only ${Object.keys(FIELDS).join(', ')}, and not ${name}`;
    if (typeof value !== 'string') return `a text for ${name}`;
    policy[field] = value;
  }
  const { id } = policy;
  return id === undefined ? 'an id in every policy' : { ...policy, id };
}

const isMap = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const bad = (expected: string): Read<never> => ({ ok: false, expected });
