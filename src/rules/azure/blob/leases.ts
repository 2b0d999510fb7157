/** Leases: who may write. https://learn.microsoft.com/rest/api/storageservices/lease-blob */
import { TICKS_PER_SECOND } from '../../../engine/clock.ts';
import type { ServiceError } from '../../serviceError.ts';
import { refusal } from './errors.ts';
import type { LeaseBlob, LeaseState } from './requests.ts';
import type { Lease } from './types.ts';

const FOR_EVER = -1;
const SHORTEST_S = 15;
const LONGEST_S = 60;
const LONGEST_BREAK_S = 60;

export function leaseState(lease: Lease | null, now: number): LeaseState {
  if (!lease) return 'available';
  if (lease.breaksAt !== null) return now < lease.breaksAt ? 'breaking' : 'broken';
  return lease.until === null || now < lease.until ? 'leased' : 'expired';
}

const holds = (lease: Lease | null, now: number): boolean => {
  const state = leaseState(lease, now);
  return state === 'leased' || state === 'breaking';
};

/** Writing and deleting need the id of a lease that holds; reading needs none, but a wrong one is refused. */
export function leaseFault(
  lease: Lease | null,
  leaseId: string | undefined,
  access: 'read' | 'write',
  now: number,
): ServiceError | null {
  const held = holds(lease, now);
  if (leaseId === undefined) return held && access === 'write' ? refusal('LeaseIdMissing') : null;
  if (!lease) return refusal('LeaseNotPresentWithBlobOperation');
  if (lease.id !== leaseId) return refusal('LeaseIdMismatchWithBlobOperation');
  return held ? null : refusal('LeaseLost');
}

/** A write forgets a lease that is over: it cannot be renewed after that. */
export function leaseAfterWrite(lease: Lease | null, now: number): Lease | null {
  return holds(lease, now) ? lease : null;
}

export interface LeaseChange {
  readonly lease: Lease | null;
  readonly status: number;
  readonly leaseId?: string;
  readonly leaseTimeS?: number;
}

/** @param freshId what a lease gets for which no id is proposed */
export function changeLease(
  lease: Lease | null,
  request: LeaseBlob,
  freshId: string,
  now: number,
): LeaseChange | ServiceError {
  if (request.action === 'acquire') return acquire(lease, request, freshId, now);
  if (!lease) return refusal('LeaseNotPresentWithLeaseOperation');
  if (request.action === 'break') return broken(lease, request.breakPeriodS, now);
  const { leaseId, proposedId } = request;
  const named = leaseId === lease.id || (request.action === 'change' && proposedId === lease.id);
  if (leaseId === undefined) return refusal('LeaseIdMissing');
  if (!named) return refusal('LeaseIdMismatchWithLeaseOperation');
  if (request.action === 'release') return { lease: null, status: 200 };
  const state = leaseState(lease, now);
  if (request.action === 'renew') {
    if (state === 'breaking' || state === 'broken') return refusal('LeaseIsBrokenAndCannotBeRenewed');
    return granted({ ...lease, until: endOf(lease.durationS, now) }, 200);
  }
  if (proposedId === undefined) return refusal('InvalidHeaderValue');
  if (state === 'breaking') return refusal('LeaseIsBreakingAndCannotBeChanged');
  if (state !== 'leased') return refusal('LeaseNotPresentWithLeaseOperation');
  return granted({ ...lease, id: proposedId }, 200);
}

function acquire(
  lease: Lease | null,
  request: LeaseBlob,
  freshId: string,
  now: number,
): LeaseChange | ServiceError {
  const durationS = request.durationS ?? FOR_EVER;
  const inRange = Number.isInteger(durationS) && durationS >= SHORTEST_S && durationS <= LONGEST_S;
  if (durationS !== FOR_EVER && !inRange) return refusal('InvalidHeaderValue');
  const state = leaseState(lease, now);
  const own = lease !== null && request.proposedId === lease.id;
  if (state === 'breaking')
    return refusal(own ? 'LeaseIsBreakingAndCannotBeAcquired' : 'LeaseAlreadyPresent');
  if (state === 'leased' && !own) return refusal('LeaseAlreadyPresent');
  const id = request.proposedId ?? freshId;
  return granted({ id, durationS, until: endOf(durationS, now), breaksAt: null }, 201);
}

/** A break may be hurried by another, and not put off. A lease for ever breaks at once unless a period is named. */
function broken(lease: Lease, period: number | undefined, now: number): LeaseChange | ServiceError {
  if (period !== undefined && !(Number.isInteger(period) && period >= 0 && period <= LONGEST_BREAK_S))
    return refusal('InvalidHeaderValue');
  const asked = period === undefined ? null : now + period * TICKS_PER_SECOND;
  const end = lease.breaksAt ?? lease.until;
  const soonest = asked === null ? (end ?? now) : Math.min(asked, end ?? asked);
  const breaksAt = Math.max(now, soonest);
  return {
    lease: { ...lease, breaksAt: Math.min(breaksAt, lease.breaksAt ?? breaksAt) },
    status: 202,
    leaseTimeS: Math.ceil((breaksAt - now) / TICKS_PER_SECOND),
  };
}

const granted = (lease: Lease, status: number): LeaseChange => ({ lease, status, leaseId: lease.id });

function endOf(durationS: number, now: number): number | null {
  return durationS === FOR_EVER ? null : now + durationS * TICKS_PER_SECOND;
}
