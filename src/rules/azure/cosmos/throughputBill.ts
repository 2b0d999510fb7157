/**
 * Throughput is billed for each hour of the clock by the most RU/s that there were in it, in hundreds.
 * https://learn.microsoft.com/azure/cosmos-db/understand-your-bill
 */
import { HOUR } from '../meter.ts';

export interface ThroughputBill {
  /** Up to when it is reckoned. */
  at: number;
  /** Since when this hour's highest is not in `closed` yet. */
  from: number;
  /** RU/s: the most that lasted at all in this hour. */
  highest: number;
  /** US dollars of what is over. */
  closed: number;
}

export const newBill = (): ThroughputBill => ({ at: 0, from: 0, highest: 0, closed: 0 });

export interface Rate {
  /** US dollars for 100 RU/s and an hour. */
  readonly price: number;
  /** That price times this: autoscale costs more. */
  readonly factor: number;
}

const UNIT = 100;

/** US dollars a hour. */
export function hourly(ruPerSecond: number, { price, factor }: Rate): number {
  return Math.ceil(ruPerSecond / UNIT) * price * factor;
}

/** Reckons up to now, with so many RU/s all the while since the last time. */
export function reckon(bill: ThroughputBill, throughput: number, rate: Rate, now: number): void {
  while (now > bill.at) {
    const ends = (Math.floor(bill.at / HOUR) + 1) * HOUR;
    bill.highest = Math.max(bill.highest, throughput);
    bill.at = Math.min(now, ends);
    if (now < ends) return;
    close(bill, rate);
    bill.highest = 0;
  }
}

/** What is reckoned so far stays as it is: from here on there is another price. */
export function close(bill: ThroughputBill, rate: Rate): void {
  bill.closed += part(bill, rate);
  bill.from = bill.at;
}

/** US dollars so far. Of an hour that goes on, the part that is over. */
export function spent(bill: ThroughputBill, rate: Rate): number {
  return bill.closed + part(bill, rate);
}

function part({ at, from, highest }: ThroughputBill, rate: Rate): number {
  return (hourly(highest, rate) * (at - from)) / HOUR;
}
