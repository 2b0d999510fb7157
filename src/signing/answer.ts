/** What the service answers to a request with a link, now, and which line of the string is to blame. */
import { refusal } from '../rules/azure/blob/errors.ts';
import type { SasRequest } from '../rules/azure/sas/authorize.ts';
import { type Explanation, explain, lineSays } from '../rules/azure/sas/explain.ts';
import { readSasUrl, type SasUrl } from '../rules/azure/sas/token.ts';
import type { ServiceError } from '../rules/serviceError.ts';
import { keyTitle, knowing, type Link } from './link.ts';
import { type Held, heldIn, type World } from './world.ts';

export const REQUESTS = [
  { value: 'getBlob', label: 'GET', good: '200 OK' },
  { value: 'putBlob', label: 'PUT', good: '201 Created' },
  { value: 'deleteBlob', label: 'DELETE', good: '202 Accepted' },
  { value: 'listBlobs', label: 'LIST', good: '200 OK' },
] as const;
export type Asked = (typeof REQUESTS)[number]['value'];

export interface Sent {
  readonly operation: Asked;
  readonly ip: string;
}

/** One line of the string, as it was signed and as the service reads it; null where there is no such line. */
export interface Row {
  readonly name: string;
  readonly says: string;
  readonly signed: string | null;
  readonly read: string | null;
}

export interface Answer {
  readonly isGood: boolean;
  /** `200 OK`, `403 AuthenticationFailed`; or that nobody answers. */
  readonly title: string;
  /** The service's own words. */
  readonly message: string;
  /** Ours. */
  readonly why: string;
  readonly rows: readonly Row[];
  /** False where the service could not read the link, and signed nothing. */
  readonly wasRead: boolean;
  readonly computed: Explanation['computed'];
  /** The key of before that gives the link's signature; null where none does. */
  readonly retired: Explanation['retired'];
  /** The signature in the link. */
  readonly signature: string;
  /** What may be read with it. */
  readonly held: Held | null;
}

export function answerTo(address: string, link: Link, sent: Sent, world: World): Answer {
  const to = placeIn(address);
  if (typeof to === 'string') return nobody(link, 'No request', to);
  const account = knowing(world.account, link.given);
  if (to.account !== account.name)
    return nobody(link, 'No answer', `No storage account of this lab is called ${to.account}.`);
  const { container, blob = '' } = to;
  const held = heldIn(world, container, blob);
  const request: SasRequest = {
    operation: sent.operation,
    ...to,
    exists: held !== null || (!world.isWhole && sent.operation !== 'putBlob'),
    ip: sent.ip.trim(),
    nowMs: world.nowMs,
    token: to.token === '' ? null : to.token,
  };
  const told = explain(request, account);
  const rows = rowsOf(link, told);
  const about = {
    rows,
    wasRead: told.lines.length > 0,
    computed: told.computed,
    retired: told.retired,
    signature: told.signature,
    held: null,
  };
  const { decision } = told;
  if (!decision.ok) return { ...about, ...refused(decision.error), why: whyNot(told, rows, link) };
  const beyond = beyondSignature(sent, to, held, world);
  if (beyond) return { ...about, ...beyond };
  const { good, value } = REQUESTS.find(({ value }) => value === sent.operation)!;
  const why = signedBy(told) ?? decision.because;
  const unknown = held === null && !world.isWhole && value !== 'putBlob' && value !== 'listBlobs';
  return {
    ...about,
    isGood: true,
    title: good,
    message: '',
    why: unknown ? `${why} Whether the blob is there, only the run knows.` : why,
    held: value === 'getBlob' ? held : null,
  };
}

/** The request, or what is wrong with the address: no request can be sent to it. */
function placeIn(address: string): SasUrl | string {
  const whole = readSasUrl(address);
  if (whole.ok) return whole.value;
  // What is wrong with the token alone is for the service to say.
  const at = address.indexOf('?');
  const place = readSasUrl(`${at < 0 ? address.trim() : address.slice(0, at)}?sv=1`);
  if (!place.ok) return `This is no address of a blob. Expected ${place.expected}.`;
  return { ...place.value, token: at < 0 ? '' : address.slice(at + 1).trim() };
}

function nobody(link: Link, title: string, why: string): Answer {
  const rows = link.lines.map(({ name, value }) => ({
    name,
    says: lineSays(name),
    signed: value,
    read: null,
  }));
  return {
    isGood: false,
    title,
    message: '',
    why,
    rows,
    wasRead: false,
    computed: [],
    retired: null,
    signature: '',
    held: null,
  };
}

const refused = ({ status, code, message }: ServiceError) => ({
  isGood: false,
  title: `${status} ${code}`,
  message,
});

/** What else can be in the way of a link that holds. */
function beyondSignature({ operation }: Sent, to: SasUrl, held: Held | null, world: World) {
  if (operation === 'listBlobs' || operation === 'putBlob') return null;
  if (held === null && world.isWhole)
    return {
      ...refused(refusal('BlobNotFound')),
      why: `The link holds. There is only no blob ${to.blob ?? ''} in ${to.container}.`,
    };
  if (held?.isArchived && operation === 'getBlob')
    return {
      ...refused(refusal('BlobArchived')),
      why: 'The link holds. The blob is in the Archive tier, and has to be rehydrated before anybody reads it.',
    };
  return null;
}

/** All lines of both strings: the signer's in their order, and those that only the service has where they stand there. */
function rowsOf(link: Link, told: Explanation): readonly Row[] {
  const rows: Row[] = link.lines.map(({ name, value }) => ({
    name,
    says: lineSays(name),
    signed: value,
    read: told.lines.find((line) => line.name === name)?.value ?? null,
  }));
  for (const [at, { name, says, value }] of told.lines.entries()) {
    if (rows.some((row) => row.name === name)) continue;
    const before = at === 0 ? -1 : rows.findIndex((row) => row.name === told.lines[at - 1]!.name);
    rows.splice(before + 1, 0, { name, says, signed: null, read: value });
  }
  return rows;
}

export const differs = ({ signed, read }: Row): boolean => signed !== read;

function whyNot(told: Explanation, rows: readonly Row[], link: Link): string {
  const isSignature = !told.decision.ok && told.decision.check === 'signature';
  if (!isSignature || told.retired !== null || told.lines.length === 0) return told.says;
  const [first, ...more] = rows.filter(differs);
  if (first === undefined)
    return told.signature === link.signature
      ? told.says
      : 'Every line is as it was signed. The signature itself is another one, and nobody has the key that gives it.';
  const others = more.length === 0 ? '' : ` ${more.length} more differ${more.length === 1 ? 's' : ''}.`;
  const what = `The line ${first.name} (${first.says}) was signed as ${shown(first.signed)}, and the service reads ${shown(first.read)}.`;
  return `${what}${others} Another string has another signature.`;
}

const shown = (value: string | null): string =>
  value === null ? 'no such line' : value === '' ? 'nothing' : `“${value}”`;

function signedBy({ signedBy: key }: Explanation): string | null {
  if (key === null) return null;
  const name = keyTitle(key);
  return `It was signed with ${name === key ? 'the user’s key' : name}, it is in its time, and it allows this.`;
}
