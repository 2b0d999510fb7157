/**
 * What a request to Cosmos DB costs, in request units (RU). The table is the one that Microsoft publishes for session and eventual
 * consistency; between two of its sizes, a straight line (assumption of this lab, 2026-11).
 * https://learn.microsoft.com/azure/cosmos-db/understand-request-unit-consumption
 */
import type { Json, Read } from '../../quantity.ts';

const KB = 1024;

/** KB of an item, and what reading and writing it costs. */
export type ChargeRow = readonly [kb: number, read: number, write: number];
export type Charges = readonly ChargeRow[];

export const PUBLISHED_CHARGES: Charges = [
  [1, 1, 4.95],
  [2, 1.04, 6.29],
  [4, 1.14, 6.67],
  [8, 1.33, 7.04],
  [16, 1.67, 9.52],
  [32, 2.19, 11.23],
  [64, 4.76, 22.67],
  [128, 9.95, 48.19],
  [256, 20.28, 98.29],
  [512, 40.95, 184.57],
  [1024, 145.9, 625],
  [2048, 291.8, 1250],
];

export function readCharge(charges: Charges, bytes: number): number {
  return chargeAt(charges, bytes, 1);
}

export function writeCharge(charges: Charges, bytes: number): number {
  return chargeAt(charges, bytes, 2);
}

/** To the hundredth, as x-ms-request-charge has it. Smaller than the table: its first row; larger: on along its last line. */
function chargeAt(charges: Charges, bytes: number, column: 1 | 2): number {
  const kb = bytes / KB;
  const above = charges.findIndex(([size]) => size >= kb);
  if (above === 0 || charges.length === 1) return charges[0]![column];
  const to = charges[above < 0 ? charges.length - 1 : above]!;
  const from = charges[above < 0 ? charges.length - 2 : above - 1]!;
  const share = (kb - from[0]) / (to[0] - from[0]);
  return Math.round((from[column] + share * (to[column] - from[column])) * 100) / 100;
}

const EXPECTED = 'rows of [KB, RU to read, RU to write], by rising KB, 1 to 50 of them';

export function readCharges(written: Json): Read<Charges> {
  if (!Array.isArray(written) || written.length === 0 || written.length > 50)
    return { ok: false, expected: EXPECTED };
  let before = 0;
  for (const row of written as readonly Json[]) {
    if (!Array.isArray(row) || row.length !== 3) return { ok: false, expected: EXPECTED };
    const numbers = (row as readonly Json[]).every((one) => typeof one === 'number' && one > 0 && one < 1e9);
    if (!numbers || (row[0] as number) <= before) return { ok: false, expected: EXPECTED };
    before = row[0] as number;
  }
  return { ok: true, value: written as unknown as Charges };
}
