const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `1873` gives "1,873"; from a million on, "1.8 M". */
export function formatCount(n: number): string {
  if (n < 1_000_000) return WHOLE.format(n);
  return n < 1_000_000_000 ? `${digits(n / 1e6)} M` : `${digits(n / 1e9)} G`;
}

/** A duration with enough digits and not more: "850 µs", "12 ms", "3.2 s", "41 s", "5 min 20 s", "4 h 10 min". */
export function formatSeconds(s: number): string {
  if (s === 0) return '0 s';
  if (s < 0.001) return `${digits(s * 1e6)} µs`;
  if (s < 1) return `${digits(s * 1e3)} ms`;
  if (s < 60) return `${digits(s)} s`;
  if (s < 3600) return two(Math.floor(s / 60), 'min', Math.floor(s % 60), 's');
  if (s < 86_400) return two(Math.floor(s / 3600), 'h', Math.floor((s % 3600) / 60), 'min');
  return two(Math.floor(s / 86_400), 'd', Math.floor((s % 86_400) / 3600), 'h');
}

function two(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}

// Cut, not rounded: 59.97 s must not read "60.0 s" beside a limit of 60 s.
function digits(x: number): string {
  if (x >= 10) return WHOLE.format(Math.floor(x + 1e-9));
  const tenths = Math.floor(x * 10 + 1e-9) / 10;
  return Number.isInteger(tenths) ? String(tenths) : tenths.toFixed(1);
}
