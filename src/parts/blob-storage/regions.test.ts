/** What is lost and kept when a region goes, and who is told of what. */
import { describe, expect, test } from 'vitest';
import { AT_ONCE, asked, DAY, GB, get, HOUR, manage, put } from '../../../tests/azure/storageAsked.ts';
import { type Step, scripted } from '../../../tests/laws/scripted.ts';
import { callee, worldOf } from '../../../tests/laws/smallWorld.ts';
import { blobStorage } from './sim.ts';

describe('regions', () => {
  test('a lost region answers nothing; with RA- what had arrived is read', () => {
    const steps = [
      put('0s'),
      put('59m', { key: 'scans/b' }),
      get('2h'),
      get('2h', { key: 'scans/b' }),
      put('2h'),
    ];
    const acts = [{ at: '1h', act: 'outage', lasts: '5h' }];
    expect(asked(steps, {}, acts).said.slice(2)).toEqual(['unreachable', 'unreachable', 'unreachable']);
    expect(asked(steps, { redundancy: 'RA-GRS' }, acts).said.slice(2)).toEqual([
      ...['ok', 'BlobNotFound', 'unreachable'],
    ]);
  });

  test('a failover keeps what had arrived when the region was lost, crates too, and leaves LRS', () => {
    const steps = [
      put('0s'),
      put('10m', { key: 'audio/{n}', count: 100, size: GB }),
      put('59m', { key: 'scans/b' }),
      put('59m', { key: 'audio/{n}', count: 7, size: GB }),
      get('3h'),
      get('3h', { key: 'scans/b' }),
      put('4h', { key: 'scans/c' }),
    ];
    const acts = [
      { at: '1h', act: 'outage', lasts: '20d' },
      { at: '2h', act: 'failOver' },
    ];
    const { said, read, small } = asked(steps, { redundancy: 'GRS' }, acts);
    expect(said.slice(4)).toEqual(['ok', 'BlobNotFound', 'ok']);
    expect(read('lost', 'blobs', 'up')).toEqual([8, 102, 1]);
    expect(small.area('store.up')).toBe(400 * DAY - 1.5 * HOUR);
    expect((small.stateOf('store') as { account: { redundancy: string } }).account.redundancy).toBe('LRS');
  });

  test('without a second region there is no failover', () => {
    const { read, small } = asked([put('0s')], {}, [{ at: '1h', act: 'failOver' }], '2h');
    expect([...read('blobs', 'up', 'lost'), small.area('store.up')]).toEqual([1, 1, 0, 2 * HOUR]);
  });

  test('what would come out of Archive meanwhile, comes when there is a region again', () => {
    const steps = [put('0s', { tier: 'archive' }), manage('1d', { tier: 'hot' })];
    const { small } = asked(steps, { standardRehydration: '5h' }, [
      { at: '1d 4h', act: 'outage', lasts: '4h' },
    ]);
    expect(small.timing('store.rehydrationTime').sum).toBe(8 * HOUR);
  });
});

describe('events', () => {
  const heard = (steps: readonly Step[], wires: readonly Readonly<Record<string, unknown>>[], far = {}) => {
    const { part } = scripted(steps);
    const small = worldOf({
      parts: {
        script: [part],
        store: [blobStorage, { ...AT_ONCE, standardRehydration: '5h' }],
        ...Object.fromEntries(wires.map((_, i) => [`far${i}`, [callee, far] as const])),
      },
      wires: [
        ...['put', 'get', 'manage'].map((port) => `script.out > store.${port}`),
        ...wires.map((written, i) => ({ wire: `store.events > far${i}.in`, with: written })),
      ],
      until: '10d',
    }).run();
    return { small, each: wires.map((_, i) => small.read(`far${i}.received`)) };
  };

  test('tell what was done to a blob, to whoever wants to know', () => {
    const steps = [
      put('1s', { tier: 'archive' }),
      put('2s', { key: 'audio/{n}', count: 500 }),
      manage('1d', { tier: 'hot' }),
      manage('2d', { key: 'audio/{n}', count: 500 }),
    ];
    const prefix = '/blobServices/default/containers/audio/';
    const wires = [
      {},
      { events: 'BlobCreated' },
      { events: 'BlobTierChanged' },
      { subjectBeginsWith: prefix },
    ];
    const { each, small } = heard(steps, wires);
    expect(each).toEqual([4, 2, 1, 2]);
    expect(small.read('store.notifications')).toBe(9);
  });

  test('are offered again for a day by the schedule of Event Grid', () => {
    const { each, small } = heard([put('0s')], [{}], { answer: 'failed' });
    // At 0 s, 10 s, 40 s, 1:40, 6:40, 16:40, 46:40 min, 1:46:40, 4:46:40, 10:46:40 and 22:46:40 h.
    expect(each).toEqual([11]);
    expect(small.read('store.lostEvents')).toBe(1);
  });

  test('are not offered again to who refuses them for what they are', () => {
    expect(heard([put('0s')], [{}], { answer: 'invalid' }).each).toEqual([1]);
  });
});
