/** Whether the fields of a token are in order: the right ones for its kind and version, each with a value that has its form. */
import type { Read } from '../../quantity.ts';
import { letterSet, readPermissions } from './permissions.ts';
import { fromBase64 } from './sign.ts';
import { readMoment } from './times.ts';
import {
  PARAMETER_RULES,
  SAS_PARAMETERS,
  type SasKind,
  type SasParameter,
  type SignedResource,
  SV_DELEGATION,
  SV_FIRST,
  SV_LAST,
} from './values.ts';

export type SasFields = Readonly<Partial<Record<SasParameter, string>>>;

const KIND_SAYS: Readonly<Record<SasKind, string>> = {
  service: 'a service SAS',
  account: 'an account SAS',
  userDelegation: 'a user delegation SAS',
};

export function kindOf(fields: SasFields): SasKind {
  if (fields.ss !== undefined || fields.srt !== undefined) return 'account';
  return fields.skoid !== undefined || fields.sktid !== undefined ? 'userDelegation' : 'service';
}

/** The kind, or the first fault in the order of the parameters. */
export function readFields(fields: SasFields): Read<SasKind> {
  const kind = kindOf(fields);
  const sv = fields.sv;
  if (sv === undefined) return bad('sv, the version of the service');
  const first = kind === 'userDelegation' ? SV_DELEGATION : SV_FIRST;
  if (!isDay(sv) || sv < first || sv > SV_LAST)
    return bad(`sv from ${first} to ${SV_LAST} for ${KIND_SAYS[kind]}, found ${sv}`);
  for (const name of SAS_PARAMETERS) {
    const { kinds, required, since, says } = PARAMETER_RULES[name];
    const value = fields[name];
    if (value === undefined) {
      if (required?.includes(kind)) return bad(`${name} (${says}) in ${KIND_SAYS[kind]}`);
      continue;
    }
    if (!kinds.includes(kind)) return bad(`no ${name} (${says}) in ${KIND_SAYS[kind]}`);
    if (since !== undefined && sv < since) return bad(`${name} only from sv ${since} on, found sv ${sv}`);
    const fault = faultOf(name, value, kind, fields);
    if (fault !== null) return bad(`${name}: ${fault}`);
  }
  const fault = togetherFault(kind, fields);
  return fault === null ? { ok: true, value: kind } : bad(fault);
}

/** What was expected of the value instead; null where it is right. */
function faultOf(name: SasParameter, value: string, kind: SasKind, fields: SasFields): string | null {
  switch (name) {
    case 'st':
    case 'se':
    case 'skt':
    case 'ske': {
      const moment = readMoment(value);
      return moment.ok ? null : `${moment.expected}, found ${value}`;
    }
    case 'sp': {
      const read = readPermissions(value, letterSet(kind, fields.sr as SignedResource), fields.sv!);
      return read.ok ? null : read.expected;
    }
    case 'spr':
      return value === 'https' || value === 'https,http' ? null : `https or https,http, found ${value}`;
    case 'sip':
      return readAddresses(value)
        ? null
        : `an address such as 192.0.2.1, or two with a hyphen, found ${value}`;
    case 'sr':
      return resourceFault(value, fields.sv!);
    case 'ss':
      return setFault(value, 'btqf');
    case 'srt':
      return setFault(value, 'sco');
    case 'sdd':
      return /^(?:0|[1-9]\d?)$/.test(value) ? null : `how many names deep, 0 to 99, found ${value}`;
    case 'si':
      return value.length <= 64 ? null : `at most 64 characters, found ${value.length}`;
    case 'sks':
      return value === 'b' ? null : `b, for blobs, found ${value}`;
    case 'skv':
      return isDay(value) ? null : `a version such as ${SV_LAST}, found ${value}`;
    case 'sig':
      return fromBase64(value)?.length === 32 ? null : '32 bytes in Base64, with a plus written as %2B';
    default:
      return null;
  }
}

const RESOURCES: Readonly<Record<SignedResource, string>> = {
  b: SV_FIRST,
  c: SV_FIRST,
  bs: '2018-11-09',
  bv: '2019-10-10',
  d: '2020-02-10',
};

function resourceFault(value: string, sv: string): string | null {
  if (!Object.hasOwn(RESOURCES, value)) return `one of ${Object.keys(RESOURCES).join(', ')}, found ${value}`;
  const since = RESOURCES[value as SignedResource];
  return sv >= since ? null : `${value} only from sv ${since} on`;
}

function setFault(value: string, letters: string): string | null {
  const once = [...value].every((letter, at) => letters.includes(letter) && value.indexOf(letter) === at);
  return once ? null : `letters of ${letters}, each once, found ${value}`;
}

/** What one field alone cannot tell. */
function togetherFault(kind: SasKind, fields: SasFields): string | null {
  const { st, se, skt, ske, sp, si, sr, sdd } = fields;
  if (kind === 'service' && si === undefined) {
    if (se === undefined) return 'se (expiry), where no stored access policy is named';
    if (sp === undefined) return 'sp (permissions), where no stored access policy is named';
  }
  if (msOf(st) >= msOf(se)) return `se after st, found ${st} to ${se}`;
  if (msOf(skt) >= msOf(ske)) return `ske after skt, found ${skt} to ${ske}`;
  if ((sr === 'd') !== (sdd !== undefined)) return 'sdd where sr is d, and only there';
  return null;
}

/** NaN for what is not there: it is neither before nor after anything. */
function msOf(text: string | undefined): number {
  const moment = text === undefined ? null : readMoment(text);
  return moment?.ok ? moment.value : Number.NaN;
}

const isDay = (text: string): boolean => text.length === 10 && readMoment(text).ok;

/** `a` or `a-b`, both as numbers. */
export function readAddresses(text: string): readonly [from: number, to: number] | null {
  const [from, to = from, ...more] = text.split('-').map(addressNumber);
  if (from === undefined || to === undefined || more.length > 0) return null;
  return from <= to ? [from, to] : null;
}

/** IPv4: a SAS takes no other. NaN for what is none. */
export function addressNumber(text: string): number {
  const bytes = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (!bytes || bytes.some((byte) => byte > 255)) return Number.NaN;
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

const bad = (expected: string): Read<never> => ({ ok: false, expected });
