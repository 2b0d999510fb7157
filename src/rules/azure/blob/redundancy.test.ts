import { describe, expect, test } from 'vitest';
import { failOver, USUAL_LAG } from './failover.ts';
import { COPIES, REDUNDANCIES, survives } from './redundancy.ts';
import type { StoreAnswer } from './requests.ts';
import { newAccount, perform } from './store.ts';

test('nines are counted, and are those that Azure names', () => {
  for (const redundancy of REDUNDANCIES) {
    const { nines, durability } = COPIES[redundancy];
    expect(durability.replaceAll('.', '')).toBe('9'.repeat(nines));
  }
  expect(REDUNDANCIES.map((one) => COPIES[one].nines)).toEqual([11, 12, 16, 16, 16, 16]);
  expect(REDUNDANCIES.map((one) => COPIES[one].here + COPIES[one].there)).toEqual([3, 3, 6, 6, 6, 6]);
});

test('what survives what', () => {
  const row = (disaster: 'disk' | 'zone' | 'region') =>
    REDUNDANCIES.map((one) => `${survives(one, disaster).data}, ${survives(one, disaster).reads}`);
  const behind = ['behind, after a failover', 'behind, from the second region'];
  expect(row('disk')).toEqual(Array(6).fill('kept, go on'));
  expect(row('zone')).toEqual(['lost, never again', 'kept, go on', ...behind, 'kept, go on', 'kept, go on']);
  expect(row('region')).toEqual(['lost, never again', 'lost, never again', ...behind, ...behind]);
});

describe('a failover', () => {
  const at = (name: string) => ({ container: 'scans', name });
  const MINUTE = 60e6;

  test('takes back what has not arrived, and says so', () => {
    const account = newAccount({ redundancy: 'RA-GRS' });
    perform(account, { op: 'createContainer', container: 'scans' }, 0);
    const put = (name: string, size: number, minute: number) =>
      perform(account, { op: 'putBlob', ...at(name), kind: 'BlockBlob', size }, minute * MINUTE);
    put('old', 1, 1);
    put('gone', 2, 1);
    put('old', 3, 30);
    put('new', 4, 31);
    perform(account, { op: 'deleteBlob', ...at('gone') }, 32 * MINUTE);
    perform(account, { op: 'createContainer', container: 'late' }, 33 * MINUTE);
    const { lastSync, lost } = failOver(account, 40 * MINUTE)!;
    expect(lastSync).toBe(40 * MINUTE - USUAL_LAG);
    expect(lost.map(({ container, name, what }) => [container, name, what])).toEqual([
      ['scans', 'old', 'changed'],
      ['scans', 'new', 'created'],
      ['scans', 'gone', 'deleted'],
      ['late', null, 'created'],
    ]);
    const listed = perform(account, { op: 'listBlobs', container: 'scans' }, 41 * MINUTE) as StoreAnswer;
    expect(listed.blobs!.map(({ name, size }) => [name, size])).toEqual([
      ['gone', 2],
      ['old', 1],
    ]);
    expect(account.containers['/late']).toBeUndefined();
    expect(account.redundancy).toBe('LRS');
  });

  test('brings a deleted container back, with what was in it', () => {
    const account = newAccount({ redundancy: 'GRS' });
    perform(account, { op: 'createContainer', container: 'scans' }, 0);
    perform(account, { op: 'putBlob', ...at('a'), kind: 'BlockBlob', size: 1 }, 0);
    perform(account, { op: 'deleteContainer', container: 'scans' }, 20 * MINUTE);
    perform(account, { op: 'createContainer', container: 'scans' }, 21 * MINUTE);
    perform(account, { op: 'putBlob', ...at('b'), kind: 'BlockBlob', size: 1 }, 22 * MINUTE);
    failOver(account, 30 * MINUTE);
    expect(Object.keys(account.containers['/scans']!.blobs)).toEqual(['/a']);
  });

  test('there is none where there is no second region', () => {
    expect(failOver(newAccount({ redundancy: 'ZRS' }), 0)).toBeNull();
  });

  test('the journal holds what has not arrived, and little more', () => {
    const account = newAccount({ redundancy: 'GRS', lag: 100 });
    perform(account, { op: 'createContainer', container: 'scans' }, 0);
    for (let tick = 1; tick <= 10_000; tick++)
      perform(account, { op: 'putBlob', ...at('a'), kind: 'BlockBlob', size: tick }, tick);
    expect(account.journal!.entries.length).toBeLessThanOrEqual(202);
    failOver(account, 10_000);
    expect(account.containers['/scans']!.blobs['/a']!.size).toBe(9900);
  });
});
