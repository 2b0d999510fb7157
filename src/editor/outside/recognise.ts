/** What it is that somebody brought in: the readers of the house decide. */
import { errorText } from '../../golang/syntax/errors.ts';
import { parseGo } from '../../golang/syntax/parseGo.ts';
import type { Json } from '../../rules/quantity.ts';
import type { Catalog } from '../../scenario/catalog.ts';
import { quoted } from '../../scenario/problem.ts';
import { BYTES_MAX, readYaml } from '../../scenario/yamlText.ts';
import { readJson } from '../../table/jsonText.ts';
import { complaintsAbout, documentsFor, isMap, namedDocuments } from './documents.ts';
import { type Found, nothing } from './found.ts';
import { TIME_FORMATS } from './readTime.ts';
import { readRedrive, redriveIn } from './redrive.ts';

/** Never throws. @param name of the file; null for what was pasted */
export function recognise(name: string | null, given: string, catalog: Catalog): Found {
  const text = given.replace(/^\ufeff/, '');
  const begins = text.trimStart();
  if (begins === '') return nothing('There is nothing in it.');
  const ends = /\.([a-z]+)$/i.exec(name ?? '')?.[1]?.toLowerCase() ?? '';
  if (ends === 'go' || startsGo(text)) return program(name, text);
  const isLarge = text.length > BYTES_MAX;
  if (isScenario(text))
    return isLarge
      ? nothing(`It has ${mib(text.length)} MiB; a scenario may have 1 MiB.`)
      : { what: 'scenario' };
  const json = /^[[{]/.test(begins) && !isLarge ? readJson(text) : null;
  if (json?.ok) return document(json.value, catalog);
  if (TABLES.includes(ends) || holdsTimes(text)) return { what: 'times' };
  if (json) return slip(json.line, json.column, json.expected);
  if (isLarge)
    return nothing(`It has ${mib(text.length)} MiB: too much for a scenario, which may have 1 MiB.`);
  return fromYaml(text, catalog) ?? unknown(ends, begins);
}

function unknown(ends: string, begins: string): Found {
  if (ends === 'yaml' || ends === 'yml')
    return nothing('This is no scenario of this lab: expected a line that says format: 1.');
  return nothing(
    `It begins with ${quoted(begins.split('\n')[0]!.trim())}, and is none of what can be brought in: a scenario (YAML that says format: 1), moments of requests (CSV), a policy (JSON) or a Go program.`,
  );
}

/** In templates policies are YAML, under their names. */
function fromYaml(text: string, catalog: Catalog): Found | null {
  const value = readYaml(text, () => {}).value as Json;
  const isNamed = namedDocuments(value, catalog).length > 0 || redriveIn(value) !== null;
  return isNamed ? document(value, catalog) : null;
}

const TABLES = ['csv', 'tsv', 'log'];

const mib = (chars: number): string => (chars / 1024 / 1024).toFixed(1);

function slip(line: number, column: number, expected: string): Found {
  return nothing(`This looks like JSON, but line ${line}, column ${column} is none: expected ${expected}.`);
}

/** Comments may stand before the package clause. */
function startsGo(text: string): boolean {
  // Anything else is not worth reading to its end.
  if (!text.includes('package') || text.length > BYTES_MAX) return false;
  const { file } = parseGo(text.slice(0, 20_000));
  return file !== null && file.packageName.name !== '';
}

function program(name: string | null, text: string): Found {
  if (text.length > BYTES_MAX)
    return nothing(`It has ${mib(text.length)} MiB; no part takes such a program.`);
  const { errors } = parseGo(text, name ?? 'main.go');
  if (errors.length === 0) return { what: 'program', source: text };
  return nothing('This is no Go that compiles.', errors.map(errorText));
}

/** Even a broken one is a scenario, to be mended. */
function isScenario(text: string): boolean {
  const begins = text.slice(0, BYTES_MAX);
  if (!/\bformat\b/.test(begins)) return false;
  const says = /^["']?format["']?[ \t]*:[ \t]*(.?)/m.exec(begins);
  // A number behind it decides; whoever opens it reads it to its end.
  if (says && (text.length > BYTES_MAX || /\d/.test(says[1]!))) return true;
  if (text.length > BYTES_MAX) return false;
  const { value } = readYaml(text, () => {});
  if (value === null) return says !== null;
  // A policy may ask for a format as well.
  const members = isMap(value as Json) ? (value as Readonly<Record<string, Json>>) : {};
  return Object.hasOwn(members, 'format') && (typeof members.format === 'number' || 'parts' in members);
}

function document(value: Json, catalog: Catalog): Found {
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  if (isEmpty) return nothing('The document is empty: there is nothing to put anywhere.');
  const named = namedDocuments(value, catalog);
  if (named.length > 0) return { what: 'document', documents: named };
  const redrive = redriveIn(value);
  if (redrive !== null) {
    const read = readRedrive(redrive);
    return read.ok
      ? { what: 'redrive', policy: read.value }
      : nothing(`This looks like the redrive policy of an SQS queue. Expected ${read.expected}.`);
  }
  const documents = documentsFor(value, catalog);
  if (documents.length > 0) return { what: 'document', documents };
  if (isLifecycleOfS3(value)) return nothing(S3);
  const complaints = complaintsAbout(value, catalog);
  if (complaints.length > 0)
    return nothing('This is JSON, but as it stands no part or wire can take it.', complaints);
  return nothing(
    `This is JSON, and nothing here is written in a document with ${namesIn(value)}. Expected a filter policy, a lifecycle policy, a redrive policy, or what else a setting of a part takes.`,
  );
}

const namesIn = (value: Json): string =>
  isMap(value) ? `the names ${Object.keys(value).slice(0, 4).map(quoted).join(', ')}` : 'such a list';

const S3 =
  'This is a lifecycle configuration of S3. The buckets of this lab keep everything: no part has such a setting. What Azure calls a lifecycle policy ({ "rules": [...] }) has a place, in a storage account.';
const S3_ACTIONS = [
  'Expiration',
  'Transitions',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionTransitions',
  'AbortIncompleteMultipartUpload',
];

function isLifecycleOfS3(value: Json): boolean {
  const rules = isMap(value) ? value.Rules : undefined;
  return (
    Array.isArray(rules) &&
    rules.some((rule: Json) => isMap(rule) && S3_ACTIONS.some((action) => Object.hasOwn(rule, action)))
  );
}

const LINES = 40;

/** Whether moments stand in most of the first lines. Which column they are in, and how, is found out later. */
function holdsTimes(text: string): boolean {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(0, LINES + 1);
  const body = lines.length > 1 ? lines.slice(1) : lines;
  const dated = body.filter(holdsTime).length;
  if (dated * 2 > body.length || (dated > 0 && dated * 2 === body.length)) return true;
  // A number alone is a moment where there are several.
  return lines.length > 1 && body.every((line) => /\d/.test(line) && isRead(line, () => true));
}

function holdsTime(line: string): boolean {
  const cells = line.split(/[,;\t|]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const words = line.split(/[\s,;|]+/);
  const pairs = words.slice(1).map((word, i) => `${words[i]} ${word}`);
  return [...cells, ...words, ...pairs].some((cell) => isRead(cell, (since) => since !== 'start'));
}

const isRead = (cell: string, counts: (since: string) => boolean): boolean =>
  TIME_FORMATS.some(({ since, read }) => counts(since) && read(cell) !== null);
