/** Which filter policies SNS refuses, and in which words. */

import { bytesOf } from '../letter.ts';
import type { Json, Read } from '../quantity.ts';
import type { ServiceError } from '../serviceError.ts';
import { COMBINATIONS_MOST, combinationsOf, isNested, KEYS_MOST, POLICY_BYTES_MOST } from './complexity.ts';
import { compile, type FilterPolicy, type FilterScope } from './filterPolicy.ts';
import { isShallow } from './flatten.ts';
import { complaintAbout } from './grammar.ts';
import { tailAt } from './policyTokens.ts';

/** The two calls that set a policy word its refusal differently. */
export type PolicyCall = 'Subscribe' | 'SetSubscriptionAttributes';

/**
 * @param written a text is parsed; a value is taken as the text that JSON has for it. An empty text or object takes a policy
 * away, and is sound
 * @returns null where it is sound
 */
export function validate(
  written: Json,
  scope: FilterScope,
  call: PolicyCall = 'Subscribe',
): ServiceError | null {
  const says = wrongWith(written, scope);
  if (says === null) return null;
  const reason = call === 'Subscribe' ? 'Attributes Reason: ' : '';
  return { code: 'InvalidParameter', message: `Invalid parameter: ${reason}${says}`, status: 400 };
}

function wrongWith(written: Json, scope: FilterScope): string | null {
  if (written === '' || written === null) return null;
  if (typeof written === 'string' && bytesOf(written) > POLICY_BYTES_MOST) return TOO_LONG;
  const policy = typeof written === 'string' ? parsed(written) : written;
  // The wording for what is nested hundreds of levels deep is not recorded.
  if (policy === undefined || !isShallow(policy)) return 'FilterPolicy: failed to parse JSON.';
  if (typeof written !== 'string' && bytesOf(JSON.stringify(written)) > POLICY_BYTES_MOST) return TOO_LONG;
  if (isEmpty(policy)) return null;
  const complaint = complaintAbout(policy);
  if (complaint) {
    const tail = complaint.column === null ? '' : tailAt(policy, complaint.column);
    return `FilterPolicy: ${complaint.says}${tail}`;
  }
  if (Object.keys(policy!).length > KEYS_MOST)
    return `FilterPolicy: Filter policy can not have more than ${KEYS_MOST} keys`;
  if (scope === 'MessageAttributes' && isNested(policy))
    return 'Filter policy scope MessageAttributes does not support nested filter policy';
  return combinationsOf(policy) > COMBINATIONS_MOST ? 'FilterPolicy: Filter policy is too complex' : null;
}

/** The limit is AWS's, the wording is not recorded. */
const TOO_LONG = `FilterPolicy: Filter policy is too long, at most ${POLICY_BYTES_MOST} bytes are allowed`;

const isEmpty = (policy: Json): boolean =>
  typeof policy === 'object' && policy !== null && !Array.isArray(policy) && Object.keys(policy).length === 0;

/** @returns undefined for what is no JSON */
function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The setting `FilterPolicy`, as a document or as its text. Whether it may be nested, `validate` says once the scope is known. */
export function readFilterPolicy(written: Json): Read<FilterPolicy> {
  const refusal = validate(written, 'MessageBody', 'SetSubscriptionAttributes');
  if (refusal) {
    const words = refusal.message.split('\n')[0]!.replace('Invalid parameter: FilterPolicy: ', '');
    return { ok: false, expected: `a filter policy that SNS takes; of this it says "${words}"` };
  }
  const policy = typeof written === 'string' && written !== '' ? parsed(written) : written;
  return { ok: true, value: compile(policy ?? {}) };
}
