/** If-Match and its like: https://learn.microsoft.com/rest/api/storageservices/specifying-conditional-headers-for-blob-service-operations */
import { TICKS_PER_SECOND } from '../../../engine/clock.ts';
import type { ServiceError } from '../../serviceError.ts';
import { NOT_MODIFIED, refusal } from './errors.ts';
import type { Conditions } from './requests.ts';

interface Version {
  readonly etag: string;
  readonly modified: number;
}

const wholeSecond = (tick: number): number => Math.floor(tick / TICKS_PER_SECOND);

/**
 * An ETag goes before a date where both are given.
 * @param blob null where there is none yet
 * @returns the refusal, or null when all conditions hold
 */
export function conditionFault(
  conditions: Conditions | undefined,
  blob: Version | null,
  access: 'read' | 'write',
): ServiceError | null {
  if (!conditions) return null;
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  if (!blob) return ifMatch === undefined ? null : refusal('ConditionNotMet');
  const unchanged = access === 'read' ? NOT_MODIFIED : refusal('ConditionNotMet');
  if (ifMatch !== undefined) {
    if (ifMatch !== '*' && ifMatch !== blob.etag) return refusal('ConditionNotMet');
  } else if (ifUnmodifiedSince !== undefined) {
    if (wholeSecond(blob.modified) > wholeSecond(ifUnmodifiedSince)) return refusal('ConditionNotMet');
  }
  if (ifNoneMatch !== undefined) return ifNoneMatch === '*' || ifNoneMatch === blob.etag ? unchanged : null;
  if (ifModifiedSince !== undefined && wholeSecond(blob.modified) <= wholeSecond(ifModifiedSince))
    return unchanged;
  return null;
}
