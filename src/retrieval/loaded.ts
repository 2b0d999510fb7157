/** How much was fetched for the tokenizer: the browser knows the size of the script that brings it. */

const SCRIPT = /\/rag[.-][\w.-]*\.(?:js|ts)/;
/** The tokenizer's table alone is larger; less is an address in a server for building, which has it elsewhere. */
const BYTES_LEAST = 500_000;

/** @returns bytes, unpacked; null where the browser does not tell */
export function scriptBytes(entries: readonly PerformanceEntry[]): number | null {
  const found = entries.find(({ name }) => SCRIPT.test(name)) as PerformanceResourceTiming | undefined;
  const bytes = found?.decodedBodySize ?? 0;
  return bytes >= BYTES_LEAST ? bytes : null;
}

export function loadedWords(tokenizer: string, bytes: number | null): string {
  const size = bytes === null ? '' : `, ${(bytes / 1e6).toFixed(1)} MB with the search`;
  return `Tokenizer: ${tokenizer}${size}, loaded.`;
}
