import { expect, test } from 'vitest';
import { openRun } from './run.ts';
import { causesOf, whyOf } from './why.ts';

const LINKS = `
format: 1
id: links
title: Links
series: azure
summary: A client whose link ends after five minutes, and which asks for no other.
duration: 20m
seed: 1
parts:
  readers: { kind: traffic-source, name: Readers, at: [0, 0], settings: { rate: 6/m, messages: [{ share: 1, body: A scan, key: scans/one }] } }
  scribe: { kind: traffic-source, name: Scribe, at: [250, 300], settings: { rate: 6/m, messages: [{ share: 1, body: A scan, key: scans/one, size: 1MB }] } }
  client: { kind: blob-reader, name: Client, at: [250, 0], settings: { keepsLinkFor: 20m, askAgainOn403: false } }
  desk: { kind: sas-issuer, name: Desk, at: [500, -200], settings: { lifetime: 5m } }
  account: { kind: blob-storage, name: Account, at: [500, 100] }
wires: [scribe.out -> account.put, readers.out -> client.in, client.links -> desk.ask, client.blobs -> account.get, desk.keys -> account.keys]
`;

test('where the answer says why, the chain says it with the moments of this very request', () => {
  const { take, problems } = openRun(LINKS, 'start', {});
  expect(problems).toEqual([]);
  const [refused] = causesOf(take!);
  const { chain } = whyOf(take!, refused!.requests[0]!);
  expect(chain.map(({ says }) => says).join(' ')).toMatch(
    /It expired at 2026-01-01T00:05:\d\dZ, and the service’s clock says 2026-01-01T00:0\d:/,
  );
});
