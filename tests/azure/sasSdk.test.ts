/** What this lab signs is what Azure's own library signs: the string, the signature and the token, for random values of every kind. */
import { createHmac } from 'node:crypto';
import {
  AccountSASPermissions,
  BlobSASPermissions,
  ContainerSASPermissions,
  generateAccountSASQueryParameters,
  generateBlobSASQueryParameters,
  type SASProtocol,
  StorageSharedKeyCredential,
  type UserDelegationKey,
} from '@azure/storage-blob';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
// The library gives the string away only in here.
import { generateAccountSASQueryParametersInternal } from '../../node_modules/@azure/storage-blob/dist/esm/sas/AccountSASSignatureValues.js';
import { generateBlobSASQueryParametersInternal } from '../../node_modules/@azure/storage-blob/dist/esm/sas/BlobSASSignatureValues.js';
import { readSasValues } from '../../src/rules/azure/sas/readValues.ts';
import { fromBase64, signatureOf, toBase64 } from '../../src/rules/azure/sas/sign.ts';
import { linesOf, stringToSign } from '../../src/rules/azure/sas/stringToSign.ts';
import { readToken, sasAt, signedToken } from '../../src/rules/azure/sas/token.ts';
import {
  type AccountSas,
  type Sas,
  type ServiceSas,
  SV_LAST,
  type UserDelegationSas,
} from '../../src/rules/azure/sas/values.ts';
import { ACCOUNT, accountSas, key, serviceSas, userDelegationSas } from './sasValues.ts';

const RUNS = { numRuns: 300, seed: 6 };

const dated = (text?: string): Date | undefined => (text === undefined ? undefined : new Date(text));
const ranged = (sip?: string) => {
  const [start, end] = sip?.split('-') ?? [];
  return start === undefined ? undefined : { start, end };
};
const common = (sas: Sas) => ({
  version: sas.sv,
  startsOn: dated(sas.st),
  expiresOn: dated(sas.se),
  ipRange: ranged(sas.sip),
  protocol: sas.spr as SASProtocol,
  encryptionScope: sas.ses,
});

function libraryBlobValues(sas: ServiceSas | UserDelegationSas) {
  const permissions = sas.sr === 'c' ? ContainerSASPermissions : BlobSASPermissions;
  const delegated = sas.kind === 'userDelegation' ? sas : undefined;
  return {
    ...common(sas),
    permissions: sas.sp === undefined ? undefined : permissions.parse(sas.sp),
    containerName: sas.container,
    blobName: sas.blob,
    snapshotTime: sas.snapshot,
    versionId: sas.versionId,
    identifier: sas.kind === 'service' ? sas.si : undefined,
    cacheControl: sas.rscc,
    contentDisposition: sas.rscd,
    contentEncoding: sas.rsce,
    contentLanguage: sas.rscl,
    contentType: sas.rsct,
    preauthorizedAgentObjectId: delegated?.saoid,
    correlationId: delegated?.scid,
    delegatedUserObjectId: delegated?.sduoid,
    requestHeaders: delegated?.requestHeaders && Object.fromEntries(delegated.requestHeaders),
    requestQueryParameters: delegated?.requestQuery && Object.fromEntries(delegated.requestQuery),
  };
}

const libraryAccountValues = (sas: AccountSas) => ({
  ...common(sas),
  expiresOn: new Date(sas.se!),
  permissions: AccountSASPermissions.parse(sas.sp!),
  services: sas.ss,
  resourceTypes: sas.srt,
});

const libraryKey = (sas: UserDelegationSas, value: string): UserDelegationKey => ({
  signedObjectId: sas.skoid,
  signedTenantId: sas.sktid,
  signedStartsOn: new Date(sas.skt),
  signedExpiresOn: new Date(sas.ske),
  signedService: sas.sks,
  signedVersion: sas.skv,
  signedDelegatedUserTenantId: sas.skdutid,
  value,
});

describe('equal to @azure/storage-blob, for random values', () => {
  test('service SAS', () => {
    fc.assert(
      fc.property(serviceSas, key, (sas, secret) => {
        const credential = new StorageSharedKeyCredential(ACCOUNT, secret);
        const library = generateBlobSASQueryParametersInternal(libraryBlobValues(sas), credential);
        expect(stringToSign(sas)).toBe(library.stringToSign);
        expect(signedToken(sas, secret)).toBe(library.sasQueryParameters.toString());
        const open = generateBlobSASQueryParameters(libraryBlobValues(sas), credential);
        expect(signatureOf(stringToSign(sas), secret)).toBe(open.signature);
      }),
      RUNS,
    );
  });

  test('account SAS', () => {
    fc.assert(
      fc.property(accountSas, key, (sas, secret) => {
        const credential = new StorageSharedKeyCredential(ACCOUNT, secret);
        const library = generateAccountSASQueryParametersInternal(libraryAccountValues(sas), credential);
        expect(stringToSign(sas)).toBe(library.stringToSign);
        expect(signedToken(sas, secret)).toBe(library.sasQueryParameters.toString());
        const open = generateAccountSASQueryParameters(libraryAccountValues(sas), credential);
        expect(signatureOf(stringToSign(sas), secret)).toBe(open.signature);
      }),
      RUNS,
    );
  });

  test('user delegation SAS', () => {
    fc.assert(
      fc.property(userDelegationSas, key, (sas, secret) => {
        const values = libraryBlobValues(sas);
        const delegationKey = libraryKey(sas, secret);
        const library = generateBlobSASQueryParametersInternal(values, delegationKey, ACCOUNT);
        expect(stringToSign(sas)).toBe(library.stringToSign);
        expect(signedToken(sas, secret)).toBe(library.sasQueryParameters.toString());
        const open = generateBlobSASQueryParameters(values, delegationKey, ACCOUNT);
        expect(signatureOf(stringToSign(sas), secret)).toBe(open.signature);
      }),
      RUNS,
    );
  });

  test('the library’s own newest version is the last one that this lab signs', () => {
    const credential = new StorageSharedKeyCredential(ACCOUNT, toBase64(new Uint8Array(64)));
    const { version } = generateBlobSASQueryParameters(
      { containerName: 'c', permissions: ContainerSASPermissions.parse('r'), expiresOn: new Date(0) },
      credential,
    );
    expect(SV_LAST).toBe(version);
  });
});

test('values by the library’s names are read as by those of the query', () => {
  const any = fc.oneof(serviceSas, accountSas, userDelegationSas);
  fc.assert(
    fc.property(any, (sas) => {
      const named =
        sas.kind === 'account'
          ? { ...libraryAccountValues(sas), accountName: sas.account }
          : { ...libraryBlobValues(sas), accountName: sas.account };
      const key = sas.kind === 'userDelegation' ? { userDelegationKey: libraryKey(sas, 'AAAA') } : {};
      const read = readSasValues(JSON.parse(JSON.stringify({ ...named, ...key })));
      expect(read.ok && stringToSign(read.value)).toBe(stringToSign(sas));
      const plain = readSasValues(JSON.parse(JSON.stringify(sas)));
      expect(plain.ok && plain.value).toEqual(sas);
    }),
    RUNS,
  );
});

test('a token that was written is read back as it was, at the place that it is for', () => {
  const any = fc.oneof(serviceSas, accountSas, userDelegationSas);
  fc.assert(
    fc.property(any, key, (sas, secret) => {
      const token = readToken(signedToken(sas, secret));
      expect(token).toMatchObject({ ok: true, value: { kind: sas.kind } });
      const place = { container: '', ...sas, account: ACCOUNT };
      if (token.ok) expect(stringToSign(sasAt(token.value, place))).toBe(stringToSign(sas));
    }),
    RUNS,
  );
});

test('HMAC-SHA256 and Base64 as Node has them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), key, (text, secret) => {
      const node = createHmac('sha256', Buffer.from(secret, 'base64')).update(text, 'utf8').digest('base64');
      expect(signatureOf(text, secret)).toBe(node);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(fromBase64(toBase64(bytes))).toEqual(bytes);
    }),
  );
  for (const text of ['A', 'AB', 'ABC', 'A===', 'AB=C', 'AB==CD==', 'AB-_', 'AB==\n', 'QR==', 'QUJ=']) {
    expect(fromBase64(text), text).toBeNull();
  }
});

test('HMAC-SHA256 as browsers have it', async () => {
  const property = fc.asyncProperty(fc.string({ unit: 'grapheme' }), key, async (text, secret) => {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const raw = Buffer.from(secret, 'base64');
    const imported = await crypto.subtle.importKey('raw', raw, algorithm, false, ['sign']);
    const signature = await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(text));
    expect(signatureOf(text, secret)).toBe(Buffer.from(signature).toString('base64'));
  });
  await fc.assert(property);
});

test('the lines of the three kinds, as they are named', () => {
  const named = (sas: Sas): string =>
    linesOf(sas)
      .map(({ name }) => name)
      .join(' ');
  const place = { account: 'a', container: 'c', blob: 'b', sr: 'b' } as const;
  const when = { sp: 'r', se: '2026-01-01T00:00:00Z' };
  const service = (sv: string) => named({ kind: 'service', ...place, ...when, sv });
  expect(service('2015-04-05')).toBe('sp st se resource si sip spr sv rscc rscd rsce rscl rsct');
  expect(service('2018-11-09')).toBe('sp st se resource si sip spr sv sr snapshot rscc rscd rsce rscl rsct');
  expect(service('2020-12-06')).toBe(
    'sp st se resource si sip spr sv sr snapshot ses rscc rscd rsce rscl rsct',
  );
  expect(named({ kind: 'account', account: 'a', ss: 'b', srt: 'o', ...when, sv: '2020-12-06' })).toBe(
    'account sp ss srt st se sip spr sv ses end',
  );
  const keyed = { skoid: 'o', sktid: 't', skt: when.se, ske: when.se, sks: 'b', skv: '2026-04-06' };
  expect(named({ kind: 'userDelegation', ...place, ...when, ...keyed, sv: '2026-04-06' })).toBe(
    'sp st se resource skoid sktid skt ske sks skv saoid suoid scid skdutid sduoid sip spr sv sr snapshot ses srh srq rscc rscd rsce rscl rsct',
  );
});
