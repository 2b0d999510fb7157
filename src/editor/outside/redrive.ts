/** The RedrivePolicy of an SQS queue, as the service takes it. */
import type { Json, Read } from '../../rules/quantity.ts';
import { isMap, membersOf, parsed } from './documents.ts';
import type { Redrive } from './found.ts';

const MOST = 1000;
const FIELDS = ['deadLetterTargetArn', 'maxReceiveCount'];

/** The policy itself, or what stands under its name; null when it is something else. */
export function redriveIn(value: Json): Json | null {
  const members = membersOf(value);
  if (!members) return null;
  if (Object.hasOwn(members, 'RedrivePolicy')) return parsed(members.RedrivePolicy!);
  return FIELDS.some((field) => Object.hasOwn(members, field)) ? members : null;
}

export function readRedrive(policy: Json): Read<Redrive> {
  if (!isMap(policy)) return { ok: false, expected: `a map with ${FIELDS.join(' and ')}` };
  const other = Object.keys(policy).find((key) => !FIELDS.includes(key));
  if (other !== undefined) return { ok: false, expected: `${FIELDS.join(' and ')} alone, and not ${other}` };
  const target = targetOf(policy.deadLetterTargetArn);
  if (target === null)
    return {
      ok: false,
      expected:
        'deadLetterTargetArn, the ARN of a queue such as arn:aws:sqs:eu-west-1:123456789012:orders-dlq',
    };
  // The console writes a number, some tools a text; the service takes both.
  const written = policy.maxReceiveCount;
  const count = /^\d{1,4}$/.test(String(written)) ? Number(written) : 0;
  if (count < 1 || count > MOST)
    return { ok: false, expected: `maxReceiveCount, a whole number from 1 to ${MOST}` };
  return { ok: true, value: { target, maxReceiveCount: count } };
}

const ARN = /^arn:[a-z-]+:sqs:[a-z0-9-]*:\d*:([A-Za-z0-9_-]{1,80}(?:\.fifo)?)$/;

/** An ARN, or what a template has in its place. */
function targetOf(raw: Json | undefined): string | null {
  if (typeof raw === 'string') return ARN.exec(raw)?.[1] ?? null;
  const got = isMap(raw) ? raw['Fn::GetAtt'] : undefined;
  const [name, attribute] = typeof got === 'string' ? got.split('.') : Array.isArray(got) ? got : [];
  return typeof name === 'string' && name !== '' && attribute === 'Arn' ? name : null;
}
