/** `20 MB`, `1.4 kB`, `312 bytes`. */
export function sizeShown(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let at = 0;
  let value = bytes / 1000;
  for (; value >= 1000 && at < units.length - 1; at++) value /= 1000;
  // Cut, not rounded: 20.04 MB must not read "20 MB" beside a limit of 20 MB.
  const text = value < 100 ? (Math.floor(value * 100) / 100).toString() : Math.floor(value).toString();
  return `${text} ${units[at]}`;
}
