/** When JavaScript itself gives up. */

const EXHAUSTED =
  /^(Invalid (string|array|typed array) length|Invalid count value|Maximum call stack|Map maximum size|too much recursion|allocation size overflow|Out of memory)/i;

/** Whether something was longer or deeper than it can bear; every browser has words of its own for it. */
export function isExhausted(thrown: unknown): boolean {
  return thrown instanceof Error && EXHAUSTED.test(thrown.message);
}
