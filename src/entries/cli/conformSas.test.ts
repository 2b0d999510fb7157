import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { conform } from './conform.ts';
import { UsageError } from './terminal.ts';

const said = vi.spyOn(console, 'log').mockImplementation(() => {});
afterEach(() => said.mockClear());
const lines = (): string => said.mock.calls.map(([line]) => String(line)).join('\n');

function file(document: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'conform-')), 'cases.json');
  writeFileSync(path, JSON.stringify(document));
  return path;
}

interface Case {
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly key: string;
  readonly stringToSign: string;
  readonly sig: string;
}
const cases = JSON.parse(readFileSync('tests/conformance/sas.json', 'utf8')) as readonly Case[];
const named = (name: string): Case => cases.find((one) => one.name === name)!;
const service = named('service, a blob, 2020-12-06');

test('the cases of this lab, made by Azure’s library, where no file is named', () => {
  expect(conform.run(['sas'])).toBe(0);
  expect(lines()).toBe(`${cases.length} of ${cases.length}`);
});

test('what differs is printed, with both strings and both signatures', () => {
  const wrong = { ...service, stringToSign: service.stringToSign.replace('https', 'http') };
  const forged = { ...service, sig: `A${service.sig.slice(1)}` };
  expect(conform.run(['sas', file([service, wrong, forged])])).toBe(1);
  expect(lines()).toContain(`MISMATCH 2 (${service.name})\n  string expected "r\\n`);
  expect(lines()).toContain(`  string found    ${JSON.stringify(service.stringToSign)}`);
  expect(lines()).toContain(
    `MISMATCH 3 (${service.name})\n  sig expected ${forged.sig}\n  sig found    ${service.sig}`,
  );
  expect(lines()).toContain('1 of 3');
});

test('the kind may be left to the fields, the resource be written out, the signature be cut out of a URL', () => {
  const { kind: _, account: _1, container: _2, blob: _3, ...rest } = service.values;
  const resource = '/blob/scriptorium/maps/north/coast line +1.tif';
  const values = { ...rest, canonicalizedResource: resource };
  const spelt = { ...service, values, sig: encodeURIComponent(service.sig) };
  const stringAlone = { values: service.values, key: service.key, stringToSign: service.stringToSign };
  expect(conform.run(['sas', file({ source: 'mine', cases: [spelt, stringAlone] })])).toBe(0);
});

test('a user’s key by the names of the libraries, in any spelling', () => {
  const one = named('user delegation, one user');
  const { skoid, sktid, skt, ske, sks, skv, skdutid, sduoid, ...rest } = one.values;
  const under_score = {
    ...{ signed_oid: skoid, signed_tid: sktid, signed_start: skt, signed_expiry: ske },
    ...{ signed_service: sks, signed_version: skv, signedDelegatedUserTenantId: skdutid },
  };
  const nested = { ...rest, DelegatedUserObjectId: sduoid, user_delegation_key: under_score };
  const flat = { ...rest, sduoid, skdutid, signedObjectId: skoid, signedTenantId: sktid, sks };
  const dates = { signedStartsOn: skt, signedExpiresOn: ske, signedVersion: skv };
  const all = [nested, { ...flat, ...dates }].map((values) => ({ ...one, values }));
  expect(conform.run(['sas', file(all)])).toBe(0);
});

test('permissions as the library keeps them, and dates as JSON writes them', () => {
  const one = named('service, by the names of the library');
  const permissions = { write: true, create: true, read: true, delete: false };
  expect(conform.run(['sas', file([{ ...one, values: { ...one.values, permissions } }])])).toBe(0);
  const query = named('account, as of 2015');
  const milliseconds = { ...query.values, se: '2026-02-01T00:00:00.000Z' };
  expect(conform.run(['sas', file([{ ...query, values: milliseconds }])])).toBe(0);
});

test('values that cannot be read are a mismatch; what is no case is said', () => {
  const none = { ...service, values: { sv: '2020-12-06', account: 'a', sp: ['r'], container: 'c' } };
  const kind = { ...service, values: { ...service.values, kind: 'queue' } };
  expect(conform.run(['sas', file([none, kind, { ...service, values: {} }])])).toBe(1);
  expect(lines()).toContain('0 of 3');
  for (const document of ['tea', [7], [{ values: {}, key: 'AAAA' }], [{ ...service, key: 'no key' }]])
    expect(() => conform.run(['sas', file(document)])).toThrow(UsageError);
});
