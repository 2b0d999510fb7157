/**
 * Values of a SAS as a document has them: by the names of the query, or by those that Azure's libraries use, in whatever
 * spelling (`startsOn`, `starts_on`, `StartsOn`). What a library would put in order first is put in order here.
 */
import type { Json, Read } from '../../quantity.ts';
import { inOrder, LETTER_SAYS, letterSet } from './permissions.ts';
import { momentText, readMoment } from './times.ts';
import type { Pairs, Sas, SasKind, SignedResource } from './values.ts';

type Fields = { readonly [name: string]: Json };

/** Lower case, without underscores and hyphens -> our name. */
const NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    [
      ['account', 'accountname storageaccount storageaccountname'],
      ['container', 'containername filesystem filesystemname'],
      ['blob', 'blobname path pathname'],
      ['snapshot', 'snapshottime'],
      ['versionId', 'versionid blobversionid blobversion'],
      ['resource', 'canonicalizedresource canonicalname'],
      ['sv', 'version signedversion'],
      ['sp', 'permissions permission signedpermissions'],
      ['st', 'startson start starttime startdate signedstart'],
      ['se', 'expireson expiry expirytime expiresat signedexpiry'],
      ['sip', 'iprange ip signedip'],
      ['spr', 'protocol signedprotocol'],
      ['si', 'identifier policyid signedidentifier'],
      ['ses', 'encryptionscope signedencryptionscope'],
      ['sr', 'signedresource'],
      ['sdd', 'directorydepth signeddirectorydepth'],
      ['ss', 'services service signedservices'],
      ['srt', 'resourcetypes signedresourcetypes'],
      ['rscc', 'cachecontrol'],
      ['rscd', 'contentdisposition'],
      ['rsce', 'contentencoding'],
      ['rscl', 'contentlanguage'],
      ['rsct', 'contenttype'],
      ['skoid', 'signedobjectid signedoid'],
      ['sktid', 'signedtenantid signedtid'],
      ['skt', 'signedstartson signedkeystart'],
      ['ske', 'signedexpireson signedkeyexpiry'],
      ['sks', 'signedservice signedkeyservice'],
      ['skv', 'signedkeyversion'],
      ['saoid', 'preauthorizedagentobjectid'],
      ['suoid', 'agentobjectid unauthorizedobjectid'],
      ['scid', 'correlationid'],
      ['skdutid', 'signeddelegatedusertenantid signedkeydelegatedusertenantid signeddelegatedusertid'],
      ['sduoid', 'delegateduserobjectid signeddelegateduserobjectid userdelegationoid'],
      ['requestHeaders', 'requestheaders'],
      ['requestQuery', 'requestqueryparameters requestquery'],
      ['delegationKey', 'userdelegationkey'],
      ['kind', 'type saskind'],
    ] as const
  ).flatMap(([name, others]) => [name.toLowerCase(), ...others.split(' ')].map((other) => [other, name])),
);

/** In a key that a user was given, these mean the key's. */
const IN_KEY: Readonly<Record<string, string>> = {
  sv: 'skv',
  st: 'skt',
  se: 'ske',
  start: 'skt',
  expiry: 'ske',
};

const TIMES = ['st', 'se', 'skt', 'ske'];
const LETTERED = ['sp', 'ss', 'srt'];

export function readSasValues(document: Json): Read<Sas> {
  if (!isFields(document)) return bad('values as an object');
  const said = new Map<string, Json>();
  const fault = gather(document, said, false);
  if (fault) return bad(fault);
  const kind = kindOf(said);
  if (kind === null) return bad(`kind as one of service, account, userDelegation`);
  spreadResource(said);
  const values: Record<string, string | Pairs> = { kind };
  if (kind !== 'account') values.sr = resourceOf(said);
  for (const [name, value] of said) {
    if (name === 'kind' || name === 'sr' || value === null || value === '') continue;
    if (name === 'requestHeaders' || name === 'requestQuery') {
      const pairs = pairsOf(value);
      if (pairs === null) return bad(`${name} as an object of texts`);
      values[name] = pairs;
      continue;
    }
    const text = textOf(name, value, kind, values.sr as SignedResource);
    if (text === null) return bad(`${name} as a text, found ${JSON.stringify(value)}`);
    values[name] = text;
  }
  const needed = kind === 'account' ? ['account', 'sv'] : ['account', 'container', 'sv'];
  const missing = needed.find((name) => values[name] === undefined);
  return missing === undefined ? { ok: true, value: values as unknown as Sas } : bad(missing);
}

/** An object, or a list of pairs. */
function pairsOf(value: Json): Pairs | null {
  const entries = Array.isArray(value)
    ? (value as readonly Json[])
    : isFields(value)
      ? Object.entries(value)
      : null;
  const isPair = (one: Json): boolean =>
    Array.isArray(one) && one.length === 2 && one.every((text) => typeof text === 'string');
  return entries?.every((one) => isPair(one as Json)) ? (entries as unknown as Pairs) : null;
}

/** Names by which nothing is known are left out: a case may say more than is signed. @returns what is wrong */
function gather(fields: Fields, said: Map<string, Json>, inKey: boolean): string | null {
  for (const [written, value] of Object.entries(fields)) {
    const plain = written.toLowerCase().replace(/[_-]/g, '');
    let name = Object.hasOwn(NAMES, plain) ? NAMES[plain]! : null;
    if (inKey && name !== null) name = IN_KEY[name] ?? name;
    // Beside a version of its own this is the key's.
    if (plain === 'signedversion' && ('version' in fields || 'sv' in fields)) name = 'skv';
    if (name === null || value === null) continue;
    if (name === 'delegationKey') {
      if (!isFields(value)) return 'userDelegationKey as an object';
      const fault = gather(value, said, true);
      if (fault) return fault;
      continue;
    }
    if (said.has(name) && said.get(name) !== value) return `${name} once, found it under two names`;
    said.set(name, asLibraries(name, written, value));
  }
  return null;
}

/** The libraries put letters in order and cut times to seconds before they sign; who writes `sp` has written what is signed. */
function asLibraries(name: string, written: string, value: Json): Json {
  const changed = LETTERED.includes(name) || TIMES.includes(name);
  return changed && written !== name && typeof value === 'string' ? { '': value } : value;
}

function kindOf(said: ReadonlyMap<string, Json>): SasKind | null {
  const kind = said.get('kind');
  if (kind !== undefined) {
    const plain = String(kind)
      .toLowerCase()
      .replace(/[^a-z]|sas$/g, '');
    if (plain === 'service' || plain === 'account') return plain;
    if (plain === 'blob' || plain === 'container') return 'service';
    return ['userdelegation', 'delegation', 'user', 'udk'].includes(plain) ? 'userDelegation' : null;
  }
  if (said.has('ss') && said.has('srt')) return 'account';
  return said.has('skoid') ? 'userDelegation' : 'service';
}

/** `/blob/<account>/<container>/<blob>` as the three. */
function spreadResource(said: Map<string, Json>): void {
  const resource = said.get('resource');
  said.delete('resource');
  if (typeof resource === 'string' && /^(?:b|c|d|bs|bv)$/.test(resource) && !said.has('sr'))
    said.set('sr', resource);
  const match = typeof resource === 'string' ? /^\/blob\/([^/]+)\/([^/]+)(?:\/(.+))?$/s.exec(resource) : null;
  if (!match) return;
  for (const [at, name] of ['account', 'container', 'blob'].entries()) {
    const value = match[at + 1];
    if (value !== undefined && !said.has(name)) said.set(name, value);
  }
}

function resourceOf(said: ReadonlyMap<string, Json>): string {
  const sr = said.get('sr');
  if (typeof sr === 'string' && sr !== '') return sr;
  if (!said.get('blob')) return 'c';
  if (said.get('snapshot')) return 'bs';
  return said.get('versionId') ? 'bv' : 'b';
}

function textOf(name: string, value: Json, kind: SasKind, sr: SignedResource): string | null {
  if (typeof value === 'string') return TIMES.includes(name) ? timeOf(value, /\.\d{3}Z$/) : value;
  if (typeof value === 'number') return String(value);
  if (!isFields(value)) return null;
  if (name === 'sip') return value.end ? `${value.start}-${value.end}` : String(value.start);
  if (TIMES.includes(name)) return timeOf(String(value['']), /./);
  const letters = value[''] === undefined ? flags(value) : String(value['']);
  if (name === 'sp') return inOrder(letters, letterSet(kind, sr));
  if (name === 'ss') return [...'btqf'].filter((letter) => letters.includes(letter)).join('');
  return name === 'srt' ? [...'sco'].filter((letter) => letters.includes(letter)).join('') : null;
}

/** A time with milliseconds is a Date that JSON wrote down, and libraries sign whole seconds; other texts are signed as they are. */
function timeOf(text: string, ofLibraries: RegExp): string {
  const moment = ofLibraries.test(text) ? readMoment(text) : null;
  return moment?.ok ? momentText(moment.value) : text;
}

const FLAGS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(LETTER_SAYS).map(([letter, says]) => [says.toLowerCase().replaceAll(' ', ''), letter]),
  ),
  tag: 't',
  filter: 'f',
  filterbytags: 'f',
  process: 'p',
  deletepreviousversion: 'x',
  ...{ blob: 'b', table: 't', queue: 'q', file: 'f' },
  ...{ service: 's', container: 'c', object: 'o' },
};

/** `{ read: true, write: false }` -> r. */
function flags(value: Fields): string {
  return Object.entries(value)
    .filter(([, on]) => on === true)
    .map(([name]) => FLAGS[name.toLowerCase().replace(/_/g, '')] ?? '')
    .join('');
}

const isFields = (value: Json): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const bad = (expected: string): Read<never> => ({ ok: false, expected });
