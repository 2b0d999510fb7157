/** What holds whatever is asked, in whatever order. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRefusal } from './errors.ts';
import { failOver } from './failover.ts';
import { bytesByTier, recount } from './held.ts';
import type { StoreRequest } from './requests.ts';
import { newAccount, perform } from './store.ts';
import { type Account, type Blob, TIERS } from './types.ts';

const CONTAINER = 'scans';
const NAMES = ['a', 'b', 'c'];
const IDS = ['AAAA', 'BBBB', 'CCCC'];
const LEASES = ['one', 'two'];

const name = fc.constantFrom(...NAMES);
const leaseId = fc.option(fc.constantFrom(...LEASES), { nil: undefined, freq: 2 });
const tier = fc.constantFrom(...TIERS);
const size = fc.integer({ min: 0, max: 5000 });
const to = { container: fc.constant(CONTAINER), name, leaseId };
const op = <T extends string>(value: T) => fc.constant(value);
const from = fc.constantFrom('committed' as const, 'uncommitted' as const, 'latest' as const);

const request: fc.Arbitrary<StoreRequest> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      op: op('putBlob'),
      ...to,
      kind: op('BlockBlob'),
      size,
      tier: fc.option(tier, { nil: undefined }),
    }),
  },
  fc.record({ op: op('putBlob'), ...to, kind: op('AppendBlob'), size: fc.constant(0) }),
  fc.record({ op: op('putBlob'), ...to, kind: op('PageBlob'), size: fc.constant(5120) }),
  fc.record({ op: op('putBlock'), ...to, blockId: fc.constantFrom(...IDS), size }),
  fc.record({
    op: op('putBlockList'),
    ...to,
    blocks: fc.array(fc.record({ id: fc.constantFrom(...IDS), from }), { maxLength: 4 }),
  }),
  fc.record({ op: op('appendBlock'), ...to, size }),
  fc.record({
    op: op('putPage'),
    ...to,
    write: fc.constantFrom('update' as const, 'clear' as const),
    from: fc.constantFrom(0, 512, 1024, 2048),
    to: fc.constantFrom(511, 2047, 4095, 6000),
  }),
  fc.record({ op: op('getBlob'), ...to }),
  fc.record({ op: op('setMetadata'), ...to, metadata: fc.constant({ a: 'b' }) }),
  fc.record({ op: op('setTags'), ...to, tags: fc.constant({ a: 'b' }) }),
  {
    weight: 2,
    arbitrary: fc.record({
      op: op('setTier'),
      ...to,
      tier,
      priority: fc.constantFrom('Standard' as const, 'High' as const),
    }),
  },
  fc.record({
    op: op('copyBlob'),
    ...to,
    source: fc.record({ container: fc.constant(CONTAINER), name }),
    tier: fc.option(tier, { nil: undefined }),
  }),
  fc.record({ op: op('snapshotBlob'), ...to }),
  fc.record({ op: op('deleteBlob'), ...to, snapshots: fc.constantFrom('include' as const, undefined) }),
  {
    weight: 2,
    arbitrary: fc.record({
      op: op('leaseBlob'),
      ...to,
      action: fc.constantFrom(
        'acquire' as const,
        'renew' as const,
        'change' as const,
        'release' as const,
        'break' as const,
      ),
      durationS: fc.constantFrom(15, 60, -1),
      proposedId: fc.constantFrom(...LEASES),
    }),
  },
);
const story = fc.array(fc.tuple(request, fc.integer({ min: 0, max: 20_000_000 })), { maxLength: 40 });

const WRITES = new Set(['putBlob', 'putBlockList', 'appendBlock', 'putPage', 'setMetadata', 'copyBlob']);

function tell(
  account: Account,
  requests: readonly (readonly [StoreRequest, number])[],
  look: (
    request: StoreRequest,
    refused: boolean,
    before: Readonly<Record<string, Blob>>,
    now: number,
  ) => void,
): number {
  perform(account, { op: 'createContainer', container: CONTAINER }, 0);
  let now = 0;
  for (const [one, pause] of requests) {
    now += pause;
    const before = { ...account.containers[`/${CONTAINER}`]!.blobs };
    look(one, isRefusal(perform(account, one, now)), before, now);
  }
  return now;
}
const blobs = (account: Account) => account.containers[`/${CONTAINER}`]!.blobs;

test('an ETag changes on writes, and on nothing else; no two are the same', () => {
  fc.assert(
    fc.property(story, (requests) => {
      const account = newAccount();
      const seen = new Set<string>();
      tell(account, requests, (one, refused, before) => {
        for (const key of NAMES.map((n) => `/${n}`)) {
          const [old, now] = [before[key]?.etag, blobs(account)[key]?.etag];
          const written = !refused && WRITES.has(one.op) && 'name' in one && `/${one.name}` === key;
          if (written) {
            expect(now).toMatch(/^"0x8D[0-9A-F]{13}"$/);
            expect(seen.has(now!)).toBe(false);
            seen.add(now!);
          } else if (now !== undefined) expect(now).toBe(old);
        }
      });
    }),
    { numRuns: 150 },
  );
});

test('what is refused changes nothing', () => {
  fc.assert(
    fc.property(story, (requests) => {
      const account = newAccount({ redundancy: 'GRS' });
      let last = '';
      perform(account, { op: 'createContainer', container: CONTAINER }, 0);
      last = JSON.stringify(account);
      tell(account, requests, (_, refused) => {
        const now = JSON.stringify(account);
        if (refused) expect(now).toBe(last);
        last = now;
      });
    }),
    { numRuns: 60 },
  );
});

test('while a lease holds, only its id writes or deletes', () => {
  fc.assert(
    fc.property(story, (requests) => {
      const account = newAccount();
      tell(account, requests, (one, refused, before, now) => {
        if (!('name' in one) || refused) return;
        const lease = before[`/${one.name}`]?.lease;
        const end = lease && (lease.breaksAt ?? lease.until);
        if (!lease || (end !== null && now >= end!)) return;
        if (WRITES.has(one.op) || one.op === 'deleteBlob') expect(one.leaseId).toBe(lease.id);
      });
    }),
    { numRuns: 150 },
  );
});

test('bytes are conserved over the tiers: each blob lies in one, with all it has', () => {
  fc.assert(
    fc.property(story, (requests) => {
      const account = newAccount();
      tell(account, requests, (one, refused, before) => {
        const sum = TIERS.reduce((all, each) => all + bytesByTier(account)[each], 0);
        let expected = 0;
        for (const blob of Object.values(blobs(account)))
          for (const held of [blob, ...blob.snapshots])
            expected += blob.kind === 'PageBlob' ? held.pages.reduce((n, [a, b]) => n + b - a, 0) : held.size;
        for (const waiting of Object.values(account.containers[`/${CONTAINER}`]!.uncommitted))
          for (const block of Object.values(waiting.blocks)) expected += block.size;
        expect(sum).toBe(expected);
        expect(account.held).toEqual(recount(account));
        if (one.op !== 'setTier' || refused) return;
        const blob = blobs(account)[`/${one.name}`]!;
        expect(blob.size).toBe(before[`/${one.name}`]!.size);
      });
    }),
    { numRuns: 80 },
  );
});

test('a committed list is its blocks, one after the other', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 20 }),
      fc.array(fc.nat(), { maxLength: 40 }),
      (sizes, picks) => {
        const account = newAccount();
        perform(account, { op: 'createContainer', container: CONTAINER }, 0);
        const at = { container: CONTAINER, name: 'a' };
        const id = (n: number) => btoa(String(n).padStart(3, '0'));
        sizes.forEach((bytes, n) => {
          perform(account, { op: 'putBlock', ...at, blockId: id(n), size: bytes }, 0);
        });
        const order = picks.map((pick) => pick % sizes.length);
        const list = order.map((n) => ({ id: id(n), from: 'latest' as const }));
        expect(isRefusal(perform(account, { op: 'putBlockList', ...at, blocks: list }, 0))).toBe(false);
        const blob = blobs(account)['/a']!;
        expect(blob.blocks.map((block) => block.size)).toEqual(order.map((n) => sizes[n]));
        expect(blob.size).toBe(order.reduce((sum, n) => sum + sizes[n]!, 0));
      },
    ),
    { numRuns: 100 },
  );
});

test('a failover leaves what there was at the last sync, but for blocks that nobody committed', () => {
  fc.assert(
    fc.property(story, fc.integer({ min: 0, max: 200_000_000 }), (requests, lag) => {
      const account = newAccount({ redundancy: 'GRS', lag });
      const plain = newAccount();
      const end = tell(account, requests, () => undefined);
      const lastSync = end - lag;
      let now = 0;
      const early = requests.filter(([, pause]) => {
        now += pause;
        return now <= lastSync;
      });
      if (lastSync >= 0) tell(plain, early, () => undefined);
      const { lost } = failOver(account, end)!;
      expect(account.held).toEqual(recount(account));
      expect(account.redundancy).toBe('LRS');
      expect(failOver(account, end)).toBeNull();
      expect(lost.every(({ at }) => at > lastSync)).toBe(true);
      const left = account.containers[`/${CONTAINER}`]?.blobs ?? {};
      const before = plain.containers[`/${CONTAINER}`]?.blobs ?? {};
      expect(left).toEqual(before);
    }),
    { numRuns: 150 },
  );
});
