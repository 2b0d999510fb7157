/** What a link says, and the link itself: really signed. */
import type { BlobAddress } from '../../rules/azure/address.ts';
import type { DelegationKey } from '../../rules/azure/sas/account.ts';
import { readFields } from '../../rules/azure/sas/fields.ts';
import { delegationKeyLetter, type GivenKey, listKeysLetter } from '../../rules/azure/sas/handOut.ts';
import { momentText } from '../../rules/azure/sas/times.ts';
import { fieldsOf, sasUrl, signedToken } from '../../rules/azure/sas/token.ts';
import { type Sas, SV_LAST } from '../../rules/azure/sas/values.ts';
import type { Letter } from '../../rules/letter.ts';
import { LEFT_OUT } from './settings.ts';
import type { Settings } from './spec.ts';

/** Who asks Entra ID for a user delegation key: an identity of this lab, and its tenant. */
const OBJECT_ID = '0b6f2c1e-58d3-4f0a-9c47-2d1e7a90b3c5';
const TENANT_ID = 'c9a4e7d2-1f36-4b8e-a5d0-6e83f1b2749a';

export const isForUsers = ({ kind }: Settings): boolean => kind === 'user delegation';

/** @returns whether that is a key for such links */
export const suits = (given: GivenKey | null, s: Settings): given is GivenKey =>
  given !== null && (given.sort === 'user') === isForUsers(s);

/** What is asked for: the account's key, or one of a user for as long as is set. @param nowMs by its own clock */
export function keyLetter(s: Settings, nowMs: number): Letter {
  if (!isForUsers(s)) return listKeysLetter(s.keyName);
  const from = nowMs - msOf(s.startsBefore ?? 0);
  return delegationKeyLetter({
    skoid: OBJECT_ID,
    sktid: TENANT_ID,
    skt: momentText(from),
    ske: momentText(from + msOf(s.delegationKeyFor)),
    skv: s.version ?? SV_LAST,
  });
}

const msOf = (ticks: number): number => Math.floor(ticks / 1000);

/** @param nowMs by its own clock */
export function sasOf(s: Settings, given: GivenKey, at: BlobAddress, nowMs: number): Sas {
  const common = {
    sv: s.version ?? SV_LAST,
    spr: s.protocol,
    ...(s.permissions !== null && s.permissions !== LEFT_OUT && { sp: s.permissions }),
    ...(s.startsBefore !== null && { st: momentText(nowMs - msOf(s.startsBefore)) }),
    ...(s.lifetime !== null && { se: momentText(nowMs + msOf(s.lifetime)) }),
    ...(s.ip !== null && { sip: s.ip }),
  };
  const { account } = given;
  if (s.kind === 'account') return { kind: 'account', account, ss: 'b', srt: 'sco', ...common };
  const target =
    s.resource === 'blob'
      ? ({ account, container: at.container, blob: at.blob, sr: 'b' } as const)
      : ({ account, container: at.container, sr: 'c' } as const);
  if (given.sort === 'user') return { kind: 'userDelegation', ...target, ...ownerOf(given.key), ...common };
  return {
    kind: 'service',
    ...target,
    ...common,
    ...(s.storedPolicy !== null && { si: s.storedPolicy }),
  };
}

const ownerOf = ({ skoid, sktid, skt, ske, sks, skv }: DelegationKey) => ({
  skoid,
  sktid,
  skt,
  ske,
  sks,
  skv,
});

export interface Link {
  readonly url: string;
  /** When it is over by itself, as it is written: null where a policy decides. */
  readonly expiry: string | null;
}

export function signedLink(s: Settings, given: GivenKey, at: BlobAddress, nowMs: number): Link {
  const sas = sasOf(s, given, at, nowMs);
  const place = { account: given.account, ...at };
  const own = sas.se ?? null;
  const keys = given.sort === 'user' ? given.key.ske : null;
  // Both are written alike: the text that comes first is the earlier moment.
  const expiry = own !== null && keys !== null && keys < own ? keys : own;
  return { url: sasUrl(place, signedToken(sas, given.key.value)), expiry };
}

/** The signature of a check: any 32 bytes. */
const ANY = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';
const NOON_MS = 1_767_268_800_000;

/** What a service would find wrong with the form of every link. @returns what was expected, null where nothing is wrong */
export function formFault(s: Settings): string | null {
  const value = '';
  const given: GivenKey = isForUsers(s)
    ? {
        sort: 'user',
        account: s.account ?? '',
        key: {
          ...{ skoid: OBJECT_ID, sktid: TENANT_ID, sks: 'b', skv: s.version ?? SV_LAST, value },
          ...{ skt: momentText(NOON_MS), ske: momentText(NOON_MS + msOf(s.delegationKeyFor)) },
        },
      }
    : { sort: 'account', account: s.account ?? '', key: { name: s.keyName, generation: 1, value } };
  const read = readFields(fieldsOf(sasOf(s, given, { container: 'scans', blob: 'one' }, NOON_MS), ANY));
  return read.ok ? null : read.expected;
}
