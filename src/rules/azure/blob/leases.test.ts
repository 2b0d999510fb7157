import { expect, test } from 'vitest';
import type { ServiceError } from '../../serviceError.ts';
import type { LeaseBlob, StoreAnswer, StoreRequest } from './requests.ts';
import { newAccount, perform } from './store.ts';
import type { Account } from './types.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000000';
const B = 'bbbbbbbb-0000-4000-8000-000000000000';
const at = { container: 'desk', name: 'ledger' };

function leased(durationS: number | null = 15): Account {
  const account = newAccount();
  perform(account, { op: 'createContainer', container: 'desk' }, 0);
  perform(account, { op: 'putBlob', ...at, kind: 'BlockBlob', size: 1 }, 0);
  if (durationS !== null)
    perform(account, { op: 'leaseBlob', ...at, action: 'acquire', durationS, proposedId: A }, 0);
  return account;
}
function told(account: Account, request: StoreRequest, atS: number): string {
  const answer = perform(account, request, atS * 1e6) as StoreAnswer & Partial<ServiceError>;
  return answer.code ? `${answer.status} ${answer.code}` : String(answer.status);
}
const lease = (account: Account, atS: number, action: LeaseBlob['action'], more: Partial<LeaseBlob> = {}) =>
  told(account, { op: 'leaseBlob', ...at, action, ...more }, atS);
const write = (account: Account, atS: number, leaseId?: string) =>
  told(account, { op: 'setMetadata', ...at, metadata: {}, leaseId }, atS);
const stateAt = (account: Account, atS: number): string => {
  const answer = perform(account, { op: 'getProperties', ...at }, atS * 1e6) as StoreAnswer;
  return answer.blob!.leaseState;
};

test('15 to 60 seconds, or for ever', () => {
  for (const durationS of [14, 61, 0, 15.5])
    expect(lease(leased(null), 0, 'acquire', { durationS })).toBe('400 InvalidHeaderValue');
  for (const durationS of [15, 60, -1]) expect(lease(leased(null), 0, 'acquire', { durationS })).toBe('201');
});

test('one writer: the others need to wait, readers do not', () => {
  const account = leased();
  expect(write(account, 1)).toBe('412 LeaseIdMissing');
  expect(write(account, 1, B)).toBe('412 LeaseIdMismatchWithBlobOperation');
  expect(write(account, 1, A)).toBe('200');
  const read = (leaseId?: string) => told(account, { op: 'getBlob', ...at, leaseId }, 2);
  expect([read(), read(A), read(B)]).toEqual(['200', '200', '412 LeaseIdMismatchWithBlobOperation']);
  expect(told(account, { op: 'deleteBlob', ...at }, 2)).toBe('412 LeaseIdMissing');
  expect(told(account, { op: 'putBlob', ...at, kind: 'BlockBlob', size: 9 }, 2)).toBe('412 LeaseIdMissing');
  expect(lease(account, 3, 'acquire', { durationS: 15 })).toBe('409 LeaseAlreadyPresent');
  expect(lease(account, 3, 'acquire', { durationS: 15, proposedId: A })).toBe('201');
  expect(told(account, { op: 'deleteBlob', ...at, leaseId: A }, 4)).toBe('202');
});

test('an overwritten blob keeps its lease', () => {
  const account = leased();
  expect(told(account, { op: 'putBlob', ...at, kind: 'BlockBlob', size: 9, leaseId: A }, 1)).toBe('201');
  expect(write(account, 2)).toBe('412 LeaseIdMissing');
});

test('it runs out, and can be renewed until somebody writes', () => {
  const account = leased();
  expect([stateAt(account, 14.9), stateAt(account, 15)]).toEqual(['leased', 'expired']);
  expect(write(account, 15, A)).toBe('412 LeaseLost');
  expect(lease(account, 16, 'renew', { leaseId: A })).toBe('200');
  expect(stateAt(account, 30)).toBe('leased');
  expect(write(account, 40)).toBe('200');
  expect(stateAt(account, 40)).toBe('available');
  expect(lease(account, 41, 'renew', { leaseId: A })).toBe('409 LeaseNotPresentWithLeaseOperation');
  expect(write(account, 41, A)).toBe('412 LeaseNotPresentWithBlobOperation');
});

test('change and release need the id', () => {
  const account = leased(-1);
  expect(lease(account, 1, 'change', { leaseId: B, proposedId: 'c' })).toBe(
    '409 LeaseIdMismatchWithLeaseOperation',
  );
  expect(lease(account, 1, 'change', { leaseId: A, proposedId: B })).toBe('200');
  expect(write(account, 2, A)).toBe('412 LeaseIdMismatchWithBlobOperation');
  // Asked again, it has happened already.
  expect(lease(account, 2, 'change', { leaseId: A, proposedId: B })).toBe('200');
  expect(lease(account, 3, 'release', { leaseId: A })).toBe('409 LeaseIdMismatchWithLeaseOperation');
  expect(lease(account, 3, 'release', { leaseId: B })).toBe('200');
  expect(write(account, 3)).toBe('200');
  expect(lease(account, 3, 'release', { leaseId: B })).toBe('409 LeaseNotPresentWithLeaseOperation');
});

test('a break takes its period, or what is left, whichever is less', () => {
  const answerOf = (account: Account, atS: number, breakPeriodS?: number) =>
    (perform(account, { op: 'leaseBlob', ...at, action: 'break', breakPeriodS }, atS * 1e6) as StoreAnswer)
      .leaseTimeS;
  expect(answerOf(leased(60), 10, 20)).toBe(20);
  expect(answerOf(leased(60), 50, 20)).toBe(10);
  expect(answerOf(leased(60), 10)).toBe(50);
  expect(answerOf(leased(-1), 10)).toBe(0);
  expect(answerOf(leased(-1), 10, 60)).toBe(60);
  // Hurried, and not put off.
  const account = leased(60);
  expect([answerOf(account, 0, 30), answerOf(account, 10, 60), answerOf(account, 10, 5)]).toEqual([
    30, 20, 5,
  ]);
  expect(lease(account, 11, 'break', { breakPeriodS: 61 })).toBe('400 InvalidHeaderValue');
  expect(stateAt(account, 14)).toBe('breaking');
  expect(write(account, 14)).toBe('412 LeaseIdMissing');
  expect(write(account, 14, A)).toBe('200');
  expect(lease(account, 14, 'acquire', { durationS: 15, proposedId: A })).toBe(
    '409 LeaseIsBreakingAndCannotBeAcquired',
  );
  expect(lease(account, 14, 'change', { leaseId: A, proposedId: B })).toBe(
    '409 LeaseIsBreakingAndCannotBeChanged',
  );
  expect(lease(account, 14, 'renew', { leaseId: A })).toBe('409 LeaseIsBrokenAndCannotBeRenewed');
  expect(stateAt(account, 15)).toBe('broken');
  expect(lease(account, 15, 'renew', { leaseId: A })).toBe('409 LeaseIsBrokenAndCannotBeRenewed');
  expect(lease(account, 15, 'acquire', { durationS: 15, proposedId: B })).toBe('201');
  expect(lease(leased(null), 0, 'break')).toBe('409 LeaseNotPresentWithLeaseOperation');
});

test('a refused lease leaves no trace', () => {
  const account = leased();
  const before = JSON.stringify(account);
  expect(lease(account, 3, 'acquire', { durationS: 15 })).toBe('409 LeaseAlreadyPresent');
  expect(JSON.stringify(account)).toBe(before);
});
