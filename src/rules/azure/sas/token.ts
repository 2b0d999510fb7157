/** A token is the query of a URL: written from values, and read from what somebody pasted. */
import type { Read } from '../../quantity.ts';
import { readFields, type SasFields } from './fields.ts';
import { signatureOf } from './sign.ts';
import { stringToSign } from './stringToSign.ts';
import { type Pairs, SAS_PARAMETERS, type Sas, type SasKind, type SasParameter } from './values.ts';

/** A token as it was pasted, in order and without a fault. Whether it is worth anything only the account can tell. */
export interface Token {
  readonly kind: SasKind;
  readonly fields: SasFields;
  /** What the request says beside it: comp, restype, timeout. */
  readonly others: Readonly<Record<string, string>>;
}

/** What the request is about: a token does not say it, and its string does. */
export interface Place {
  readonly account: string;
  readonly container: string;
  readonly blob?: string;
  readonly snapshot?: string;
  readonly versionId?: string;
  readonly requestHeaders?: Pairs;
  readonly requestQuery?: Pairs;
}

/** As Azure's libraries write it, without a question mark. */
export function tokenText(sas: Sas, sig: string): string {
  const fields = fieldsOf(sas, sig);
  return SAS_PARAMETERS.filter((name) => fields[name])
    .map((name) => `${name}=${encoded(fields[name]!)}`)
    .join('&');
}

/** @param key Base64 */
export const signedToken = (sas: Sas, key: string): string =>
  tokenText(sas, signatureOf(stringToSign(sas), key));

/** Half of a surrogate pair cannot be written in a URL; UTF-8 has the replacement character for it, in the string too. */
const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));

export function fieldsOf(sas: Sas, sig: string): SasFields {
  const fields: Partial<Record<SasParameter, string>> = {};
  for (const name of SAS_PARAMETERS) {
    const value = (sas as unknown as SasFields)[name];
    if (value) fields[name] = value;
  }
  if (sas.kind === 'userDelegation') {
    if (sas.requestHeaders?.length) fields.srh = sas.requestHeaders.map(([name]) => name).join();
    if (sas.requestQuery?.length) fields.srq = sas.requestQuery.map(([name]) => name).join();
  }
  fields.sig = sig;
  return fields;
}

/** What the service takes from the token and what from the request, put together as it puts them. */
export function sasAt(token: Token, place: Place): Sas {
  const { sig: _, srh, srq, ...said } = token.fields;
  if (token.kind === 'account') return { ...said, kind: 'account', account: place.account } as Sas;
  const { snapshot, versionId } = place;
  const at = {
    account: place.account,
    container: place.container,
    ...(place.blob === undefined ? {} : { blob: signedName(token, place.blob) }),
    ...(said.sr === 'bs' && snapshot !== undefined ? { snapshot } : {}),
    ...(said.sr === 'bv' && versionId !== undefined ? { versionId } : {}),
  };
  if (token.kind === 'service') return { ...said, ...at, kind: 'service' } as Sas;
  return {
    ...said,
    ...at,
    kind: 'userDelegation',
    ...(srh ? { requestHeaders: named(srh, place.requestHeaders) } : {}),
    ...(srq ? { requestQuery: named(srq, place.requestQuery) } : {}),
  } as Sas;
}

/** For a directory its path: so many names from the front as it lies deep. */
function signedName(token: Token, blob: string): string {
  if (token.fields.sr !== 'd') return blob;
  return blob.split('/').slice(0, Number(token.fields.sdd)).join('/');
}

/** What the request says under the names that the token lists; a name that it lacks has nothing. */
function named(list: string, said: Pairs = []): Pairs {
  return list.split(',').map((name) => {
    const pair = said.find(([other]) => other.toLowerCase() === name.toLowerCase());
    return [name, pair?.[1] ?? ''] as const;
  });
}

const LENGTH_MAX = 16_384;
/** What else a request to Blob Storage says in its query. */
const OTHERS =
  'comp restype timeout snapshot versionid prefix delimiter maxresults marker include blockid blocklisttype prevsnapshot where api-version deletetype tier'.split(
    ' ',
  );

/** Reads a token, with or without a question mark in front, and checks all that can be checked without a key. */
export function readToken(text: string): Read<Token> {
  const raw = readQuery(text);
  if (!raw.ok) return raw;
  const fields: Partial<Record<SasParameter, string>> = {};
  const others: Record<string, string> = {};
  for (const [name, value] of raw.value) {
    if (OTHERS.includes(name)) others[name] = value;
    else if ((SAS_PARAMETERS as readonly string[]).includes(name)) fields[name as SasParameter] = value;
    else return bad(`parameters of a SAS (${SAS_PARAMETERS.join(', ')}), found "${shortened(name)}"`);
  }
  const kind = readFields(fields);
  return kind.ok ? { ok: true, value: { kind: kind.value, fields, others } } : kind;
}

/** Names and values, decoded; each name once. */
function readQuery(text: string): Read<ReadonlyMap<string, string>> {
  const query = text.trim().replace(/^\?/, '');
  if (query === '') return bad('a token such as sv=...&sr=b&sp=r&se=...&sig=...');
  if (query.length > LENGTH_MAX) return bad(`at most ${LENGTH_MAX} characters, found ${query.length}`);
  const values = new Map<string, string>();
  for (const piece of query.split('&')) {
    const equals = piece.indexOf('=');
    if (equals < 1) return bad(`name=value between the ampersands, found "${shortened(piece)}"`);
    const name = piece.slice(0, equals);
    const value = decoded(piece.slice(equals + 1));
    if (value === null) return bad(`%XX for what is percent-encoded, in UTF-8, found "${shortened(piece)}"`);
    if (value === '') return bad(`a value for ${shortened(name)}, found none`);
    if (values.has(name)) return bad(`${shortened(name)} once, found it twice`);
    values.set(name, value);
  }
  return { ok: true, value: values };
}

/** A plus sign in a query is a space: a signature that has one must write %2B. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

export interface SasUrl extends Place {
  readonly protocol: 'http' | 'https';
  readonly token: string;
}

const URL_FORM = /^(https?):\/\/([^/?#\s]+)\/([^?#\s]*)(?:\?([^#\s]*))?$/;
const LOCAL = /^(?:localhost|\d+\.\d+\.\d+\.\d+)(?::\d+)?$/;

/** A URL with a token behind it: `https://<account>.blob.core.windows.net/<container>/<blob>?sv=...`. */
export function readSasUrl(text: string): Read<SasUrl> {
  const match = text.length > LENGTH_MAX ? null : URL_FORM.exec(text.trim());
  const path = match && decodedPath(match[3]!);
  if (!match || !path) return bad('https://<account>.blob.core.windows.net/<container>/<blob>?<token>');
  const [, protocol, host, , token = ''] = match;
  // Where there is no name server, the account stands in the path.
  const account = LOCAL.test(host!) ? path.shift() : host!.split('.')[0];
  const [container, ...names] = path;
  if (!account || !container) return bad('an account and a container in the URL');
  const blob = names.join('/');
  const query = readQuery(token);
  if (!query.ok) return query;
  const [snapshot, versionId] = [query.value.get('snapshot'), query.value.get('versionid')];
  return {
    ok: true,
    value: {
      protocol: protocol as 'http' | 'https',
      account,
      container,
      ...(blob ? { blob } : {}),
      ...(snapshot === undefined ? {} : { snapshot }),
      ...(versionId === undefined ? {} : { versionId }),
      token,
    },
  };
}

/** In a path a plus sign is a plus sign. */
function decodedPath(path: string): string[] | null {
  try {
    return path.split('/').map((name) => decodeURIComponent(name));
  } catch {
    return null;
  }
}

export function sasUrl(place: Place, token: string, protocol: 'http' | 'https' = 'https'): string {
  const names = [place.container, ...(place.blob === undefined ? [] : place.blob.split('/'))];
  const moment = place.snapshot
    ? `snapshot=${encoded(place.snapshot)}&`
    : place.versionId
      ? `versionid=${encoded(place.versionId)}&`
      : '';
  return `${protocol}://${place.account}.blob.core.windows.net/${names.map(encoded).join('/')}?${moment}${token}`;
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}...` : text);
const bad = (expected: string): Read<never> => ({ ok: false, expected });
