/** Random values of the three kinds for the properties: all that Azure's own library can sign. */
import fc from 'fast-check';
import { inOrder, letterSet, readPermissions } from '../../src/rules/azure/sas/permissions.ts';
import { toBase64 } from '../../src/rules/azure/sas/sign.ts';
import { DAY_MS, momentText, TICK_ZERO_MS } from '../../src/rules/azure/sas/times.ts';
import type {
  AccountSas,
  Pairs,
  ServiceSas,
  SignedResource,
  UserDelegationSas,
} from '../../src/rules/azure/sas/values.ts';

export const ACCOUNT = 'scriptorium';

/** One before, at and after each change of the string. */
const VERSIONS = [
  ...['2015-04-05', '2017-11-09', '2018-03-28', '2018-11-09', '2019-12-12', '2020-02-10', '2020-08-04'],
  ...['2020-10-02', '2020-12-06', '2021-04-10', '2023-11-03', '2025-05-05', '2025-07-05', '2026-02-06'],
  '2026-04-06',
];
const version = (from = '') => fc.constantFrom(...VERSIONS.filter((sv) => sv >= from));

const text = fc.oneof(
  fc.stringMatching(/^[a-zA-Z0-9 ;=/"+%&?,.-]{1,24}$/),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
);
const name = fc.stringMatching(/^[a-z0-9]{3,10}$/);
const blob = fc.oneof(
  fc.stringMatching(/^[a-z0-9]{1,8}(?:\/[a-z0-9 +%.]{1,8}){0,3}$/),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 16 }),
);
const address = fc.ipV4();
const addresses = fc.oneof(
  address,
  fc.integer({ min: 0, max: 99 }).map((low) => `10.0.0.${low}-10.0.1.${low}`),
);
const instant = fc
  .integer({ min: 0, max: 4000 * 86_400 })
  .map((s) => TICK_ZERO_MS - 2000 * DAY_MS + s * 1000);
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const guid = fc.uuid();

export const key = fc.uint8Array({ minLength: 64, maxLength: 64 }).map((bytes) => toBase64(bytes));

const bounds = fc
  .record({ st: maybe(instant), length: fc.integer({ min: 1, max: 400 * 86_400 }), se: instant })
  .map(({ st, se, length }) => ({
    ...(st === undefined ? {} : { st: momentText(st) }),
    se: momentText(st === undefined ? se : st + length * 1000),
  }));

const common = (sv: string) =>
  fc.record({
    bounds,
    sip: maybe(addresses),
    spr: maybe(fc.constantFrom('https', 'https,http')),
    ses: sv >= '2020-12-06' ? maybe(name) : fc.constant(undefined),
  });

const headers = fc.record({
  rscc: maybe(text),
  rscd: maybe(text),
  rsce: maybe(text),
  rscl: maybe(text),
  rsct: maybe(text),
});

/** Letters that this version knows; at least one. */
const permissions = (set: ReturnType<typeof letterSet>, sv: string) =>
  fc
    .subarray(
      [...'racwdxltmeiyfup'].filter((letter) => readPermissions(letter, set, sv).ok),
      { minLength: 1 },
    )
    .map((letters) => inOrder(letters.join(''), set));

const resources = (sv: string): readonly SignedResource[] =>
  sv < '2018-11-09' ? ['b', 'c'] : sv < '2019-10-10' ? ['b', 'c', 'bs'] : ['b', 'c', 'bs', 'bv'];

const target = (sv: string) =>
  fc.constantFrom(...resources(sv)).chain((sr) =>
    fc.record({
      account: fc.constant(ACCOUNT),
      container: name,
      sr: fc.constant(sr),
      blob: sr === 'c' ? fc.constant(undefined) : blob,
      snapshot: sr === 'bs' ? fc.constant('2026-01-01T00:00:00.0000000Z') : fc.constant(undefined),
      versionId: sr === 'bv' ? fc.constant('2026-01-02T03:04:05.1234567Z') : fc.constant(undefined),
    }),
  );

/** As they are read back: what is not there is not there. */
function bare<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

export const serviceSas: fc.Arbitrary<ServiceSas> = version().chain((sv) =>
  target(sv).chain((at) =>
    fc
      .record({
        common: common(sv),
        headers,
        sp: permissions(letterSet('service', at.sr), sv),
        si: maybe(name),
      })
      .map(({ common: { bounds: times, ...rest }, headers: rsc, sp, si }) =>
        bare({ kind: 'service' as const, sv, sp, ...at, ...times, ...rest, ...rsc, si }),
      ),
  ),
);

export const accountSas: fc.Arbitrary<AccountSas> = version().chain((sv) =>
  fc
    .record({
      common: common(sv),
      sp: permissions('account', sv),
      ss: fc.subarray([...'btqf'], { minLength: 1 }),
      srt: fc.subarray([...'sco'], { minLength: 1 }),
    })
    .map(({ common: { bounds: times, ...rest }, sp, ss, srt }) =>
      bare({
        kind: 'account' as const,
        account: ACCOUNT,
        sv,
        sp,
        ss: ss.join(''),
        srt: srt.join(''),
        ...times,
        ...rest,
      }),
    ),
);

const pairs: fc.Arbitrary<Pairs> = fc.uniqueArray(
  fc.tuple(fc.stringMatching(/^x-[a-z]{1,8}$/), fc.stringMatching(/^[a-z0-9 ]{1,8}$/)),
  { selector: ([header]) => header, maxLength: 3, minLength: 1 },
);

export const userDelegationSas: fc.Arbitrary<UserDelegationSas> = version('2018-11-09').chain((sv) =>
  target(sv).chain((at) => {
    const from = <T>(since: string, of: fc.Arbitrary<T>) =>
      sv >= since ? maybe(of) : fc.constant(undefined);
    return fc
      .record({
        common: common(sv),
        headers,
        sp: permissions(letterSet('userDelegation', at.sr), sv),
        skoid: guid,
        sktid: guid,
        skt: instant,
        days: fc.integer({ min: 1, max: 7 }),
        saoid: from('2020-02-10', guid),
        scid: from('2020-02-10', guid),
        skdutid: from('2025-07-05', guid),
        sduoid: from('2025-07-05', guid),
        requestHeaders: from('2026-04-06', pairs),
        requestQuery: from('2026-04-06', pairs),
      })
      .map(({ common: { bounds: times, ...rest }, headers: rsc, skt, days, ...more }) =>
        bare({
          kind: 'userDelegation' as const,
          sv,
          ...at,
          ...times,
          ...rest,
          ...rsc,
          ...more,
          skt: momentText(skt),
          ske: momentText(skt + days * DAY_MS),
          sks: 'b',
          skv: sv,
        }),
      );
  }),
);
