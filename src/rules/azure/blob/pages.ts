/** Page blobs: a fixed size, of which only the written pages lie anywhere. */
import type { ServiceError } from '../../serviceError.ts';
import { refusal } from './errors.ts';
import { leaseAfterWrite } from './leases.ts';
import type { PutPage, StoreAnswer } from './requests.ts';
import { answered, chargeFor, nextEtag, tierOf } from './state.ts';
import type { Account, Blob, Container, Span } from './types.ts';
import { LIMITS, store } from './write.ts';

export function putPage(
  account: Account,
  container: Container,
  blob: Blob,
  request: PutPage,
  now: number,
): StoreAnswer | ServiceError {
  if (blob.kind !== 'PageBlob') return refusal('InvalidBlobType');
  const { from } = request;
  const to = request.to + 1;
  const aligned = [from, to].every((at) => Number.isSafeInteger(at) && at >= 0 && at % LIMITS.page === 0);
  if (!aligned || to <= from) return refusal('InvalidHeaderValue');
  if (to > blob.size) return refusal('InvalidPageRange');
  const writes = request.write === 'update';
  if (writes && to - from > LIMITS.putPage) return refusal('RequestBodyTooLarge');
  const pages = writes ? withSpan(blob.pages, [from, to]) : withoutSpan(blob.pages, [from, to]);
  const lease = leaseAfterWrite(blob.lease, now);
  const written: Blob = { ...blob, pages, hash: null, etag: nextEtag(account), modified: now, lease };
  return store(account, container, written, writes ? to - from : 0, 201, now);
}

export function getPageRanges(account: Account, blob: Blob): StoreAnswer | ServiceError {
  if (blob.kind !== 'PageBlob') return refusal('InvalidBlobType');
  return answered(200, [chargeFor('read', tierOf(account, blob))], { pages: blob.pages, etag: blob.etag });
}

/** Neighbours grow together. */
export function withSpan(spans: readonly Span[], [from, to]: Span): readonly Span[] {
  const touching = spans.filter(([a, b]) => a <= to && b >= from);
  const joined: Span = [
    touching.reduce((least, [a]) => Math.min(least, a), from),
    touching.reduce((most, [, b]) => Math.max(most, b), to),
  ];
  const before = spans.filter(([, b]) => b < from);
  const after = spans.filter(([a]) => a > to);
  return [...before, joined, ...after];
}

export function withoutSpan(spans: readonly Span[], [from, to]: Span): readonly Span[] {
  return spans.flatMap(([a, b]): Span[] => {
    if (b <= from || a >= to) return [[a, b]];
    const left: Span[] = a < from ? [[a, from]] : [];
    return b > to ? [...left, [to, b]] : left;
  });
}
