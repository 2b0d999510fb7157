/** A gate before the quota: a counting lock, taken before a job is begun and given back by its completion message. */
import { describe, expect, test } from 'vitest';
import { type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import type { WorldOptions } from '../../engine/world.ts';
import { dynamodbTable } from '../dynamodb-table/sim.ts';
import { service } from '../service/sim.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { rekognitionVideo } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;
const OPEN_EYED = { slots: 1000, serviceTime: '0s' };

const gate = (
  acquire: Written,
  release: Written,
  table: Written = {},
  acts: readonly SmallAct[] = [],
  options: Partial<WorldOptions> = {},
) =>
  worldOf(
    {
      parts: {
        users: [trafficSource, { arrivals: 'constant', rate: '1/s' }],
        submitter: [service, OPEN_EYED],
        table: [dynamodbTable, { latency: '0s', ...table }],
        video: [rekognitionVideo, { concurrentJobs: 3, jobTime: 'uniform 5s..15s', duplicateAfter: '1s' }],
        finisher: [service, OPEN_EYED],
      },
      wires: [
        'users.out > submitter.in',
        { wire: 'submitter.calls > table.acquire', with: { limit: 3, ...acquire } },
        'submitter.calls > video.start',
        'video.completed > finisher.in',
        { wire: 'finisher.calls > table.release', with: release },
      ],
      acts,
      until: '600s',
    },
    options,
  );

const DUPLICATE: SmallAct = { at: '0s', part: 'video', act: 'duplicate' };
const FAIL: SmallAct = { at: '50s', part: 'video', act: 'fail', lasts: '50s', with: { share: 1 } };

describe('a gate of as many permits as jobs may run', () => {
  test('nobody meets the quota, and it is used all the same', () => {
    const small = gate({}, {});
    for (let moment = 0; moment <= 600; moment += 7) {
      small.run(`${moment}s`);
      expect(small.read('table.held')).toBe(small.read('video.running'));
    }
    expect(small.read('video.limitExceeded')).toBe(0);
    // 3 at once, 10 s each and up to a second until the next comes.
    expect(small.read('video.succeeded')).toBeGreaterThan(600 * 0.3 * 0.85);
  });

  test('completion messages that come twice do no harm where permits have owners', () => {
    const small = gate({}, {}, {}, [DUPLICATE]).run();
    expect(small.read('video.duplicateNotifications')).toBeGreaterThan(100);
    expect([small.read('table.doubleReleases'), small.read('video.limitExceeded')]).toEqual([0, 0]);
  });

  test('and let too many in where they only count', () => {
    const small = gate({}, { matches: 'nothing' }, {}, [DUPLICATE]).run();
    expect(small.read('table.doubleReleases')).toBeGreaterThan(50);
    expect(small.read('table.held')).toBeLessThan(small.read('table.owners'));
    expect(small.read('video.limitExceeded')).toBeGreaterThan(50);
  });

  test('two gates with two names are none', () => {
    const both = worldOf({
      parts: {
        a: [trafficSource, { arrivals: 'constant', rate: '1/s' }],
        b: [trafficSource, { arrivals: 'constant', rate: '1/s' }],
        first: [service, OPEN_EYED],
        second: [service, OPEN_EYED],
        table: [dynamodbTable, { latency: '0s' }],
        video: [rekognitionVideo, { concurrentJobs: 3, jobTime: '10s' }],
      },
      wires: [
        'a.out > first.in',
        'b.out > second.in',
        { wire: 'first.calls > table.acquire', with: { limit: 3, lock: 'labels' } },
        'first.calls > video.start',
        { wire: 'second.calls > table.acquire', with: { limit: 3, lock: 'faces' } },
        'second.calls > video.start',
      ],
      until: '20s',
    }).run();
    expect(both.read('table.held')).toBe(6);
    expect(both.read('video.limitExceeded')).toBe(3);
  });

  test('a start that fails after the permit was taken leaks it, until its lease is over', () => {
    const leaked = gate({}, {}, {}, [FAIL]).run();
    // All three permits are gone with starts that never came to be jobs.
    expect([leaked.read('table.held'), leaked.read('video.running')]).toEqual([3, 0]);
    const mended = gate({}, {}, { leaseFor: '30s' }, [FAIL]).run();
    expect(mended.read('table.takenOver')).toBeGreaterThan(2);
    expect(mended.read('video.succeeded')).toBeGreaterThan(2 * leaked.read('video.succeeded'));
    expect(mended.read('video.limitExceeded')).toBe(0);
  });
});

test('permits and jobs are put down and taken up again with all else', () => {
  const fresh = () =>
    gate({}, { matches: 'nothing' }, { leaseFor: '30s' }, [DUPLICATE, FAIL], { witness: null });
  const whole = fresh().run();
  for (const cut of ['20s', '75s', '301s']) {
    const elsewhere = fresh();
    elsewhere.world.restore(structuredClone(fresh().run(cut).world.snapshot()));
    elsewhere.run();
    expect(elsewhere.world.readDigest()).toBe(whole.world.readDigest());
    expect(elsewhere.stateOf('table')).toEqual(whole.stateOf('table'));
    expect(elsewhere.stateOf('video')).toEqual(whole.stateOf('video'));
  }
});
