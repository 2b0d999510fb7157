/** Pieces of sentences about a part at one moment. Pure code has no language of the machine: digits are grouped here. */

/** 1873 -> "1,873"; a rate below ten keeps one digit: "2.5". */
export function figure(n: number): string {
  if (n < 10 && !Number.isInteger(n)) return String(Math.round(n * 10) / 10);
  return String(Math.round(n)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** "all 18 slots", "its one connection". */
export function every(n: number, one: string, many = `${one}s`): string {
  return n === 1 ? `the one ${one}` : `all ${figure(n)} ${many}`;
}

export const were = (n: number): string => (n === 1 ? 'was' : 'were');

/** Ticks in words: "850 ms", "30 s", "5 min". */
export function lasting(ticks: number): string {
  if (ticks < 1_000_000) return `${figure(ticks / 1000)} ms`;
  if (ticks < 120_000_000) return `${figure(ticks / 1_000_000)} s`;
  if (ticks < 7_200_000_000) return `${figure(ticks / 60_000_000)} min`;
  if (ticks < 172_800_000_000) return `${figure(ticks / 3_600_000_000)} h`;
  return `${figure(ticks / 86_400_000_000)} days`;
}
