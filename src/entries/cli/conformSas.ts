/** Cases about shared access signatures that were written elsewhere: from values and a key to a string and its signature. */
import { readSasValues } from '../../rules/azure/sas/readValues.ts';
import { fromBase64, signatureOf } from '../../rules/azure/sas/sign.ts';
import { stringToSign } from '../../rules/azure/sas/stringToSign.ts';
import type { Sas } from '../../rules/azure/sas/values.ts';
import type { Json } from '../../rules/quantity.ts';
import { isObject } from '../../rules/sns/flatten.ts';
import { UsageError } from './terminal.ts';

const SHAPE = 'expected a list of { values, key, stringToSign, sig }.';

/** Prints both strings of each case that comes out differently, and the count. @returns mismatches */
export function sasCases(document: Json): number {
  const cases = Array.isArray(document) ? document : isObject(document) ? document.cases : null;
  if (!Array.isArray(cases)) throw new UsageError(`Not a file of cases: ${SHAPE}`);
  let mismatches = 0;
  cases.forEach((one, i) => {
    const faults = faultsOf(one, i + 1);
    if (faults.length === 0) return;
    mismatches++;
    const name = isObject(one) && typeof one.name === 'string' ? ` (${one.name})` : '';
    console.log([`MISMATCH ${i + 1}${name}`, ...faults].join('\n'));
  });
  console.log(`${cases.length - mismatches} of ${cases.length}`);
  return mismatches;
}

/** What differs, a line each. */
function faultsOf(one: Json, number: number): readonly string[] {
  if (!isObject(one)) throw new UsageError(`Case ${number}: ${SHAPE}`);
  const { values = null, key, stringToSign: string, sig } = one;
  const expectsString = typeof string === 'string';
  if (typeof key !== 'string' || !(expectsString || typeof sig === 'string'))
    throw new UsageError(`Case ${number}: ${SHAPE}`);
  if (fromBase64(key) === null) throw new UsageError(`Case ${number}: expected a key in Base64.`);
  const sas = readSasValues(values);
  if (!sas.ok) return [`  expected in its values: ${sas.expected}`];
  return differences(sas.value, key, expectsString ? string : null, typeof sig === 'string' ? sig : null);
}

function differences(sas: Sas, key: string, string: string | null, sig: string | null): readonly string[] {
  const own = stringToSign(sas);
  const faults: string[] = [];
  if (string !== null && own !== string)
    faults.push(`  string expected ${JSON.stringify(string)}`, `  string found    ${JSON.stringify(own)}`);
  const signature = signatureOf(own, key);
  // Cut out of a URL it is percent-encoded still.
  const expected =
    sig?.replace(/%([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))) ?? null;
  if (expected !== null && signature !== expected)
    faults.push(`  sig expected ${expected}`, `  sig found    ${signature}`);
  return faults;
}
