/** A scenario from an address that the reader names: fetched once they have said so, as a text and nothing else. */

const BYTES_MAX = 1024 * 1024;
const WAIT_MS = 20_000;

export type Named =
  | { readonly ok: true; readonly url: URL }
  /** Where, what, and what was expected. */
  | { readonly ok: false; readonly says: string };

/** @param src whatever stands in the address @param here the address of the page */
export function readSource(src: string | null, here: string): Named {
  const says = (what: string) => ({
    ok: false as const,
    says: `${what} Expected ?src= and the https address of a scenario file.`,
  });
  if (src === null || src.trim() === '') return says('The link names no address.');
  if (!URL.canParse(src, here)) return says(`“${short(src)}” is no address.`);
  const url = new URL(src, here);
  if (url.username !== '' || url.password !== '')
    return says('The address carries a name or a password, which would be sent along.');
  const isNear = url.origin === new URL(here).origin || ['localhost', '127.0.0.1'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isNear))
    return says(`An address that begins with ${url.protocol} is not fetched.`);
  url.hash = '';
  return { ok: true, url };
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text);

export type Fetched =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly says: string };

/** Without cookies, without a word about this page, and no further than a scenario may be long. */
export async function fetchText(url: URL, get: typeof fetch = fetch): Promise<Fetched> {
  const refuse = (says: string): Fetched => ({ ok: false, says });
  const signal = AbortSignal.timeout(WAIT_MS);
  try {
    const answer = await get(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal,
    });
    if (!answer.ok)
      return refuse(`${url.host} answered ${answer.status}: there is no scenario to be had there.`);
    const bytes = await read(answer);
    if (bytes === null) return refuse('The file has more than 1 MiB; a scenario may have 1 MiB.');
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (signal.aborted) return refuse(`${url.host} did not answer within ${WAIT_MS / 1000} seconds.`);
    if (error instanceof TypeError && /decod|encod/i.test(error.message))
      return refuse('The file is not text in UTF-8.');
    return refuse(
      `${url.host} cannot be reached from here, or does not let other pages read the file (it has to answer with Access-Control-Allow-Origin).`,
    );
  }
}

async function read(answer: Response): Promise<Uint8Array | null> {
  const reader = answer.body?.getReader();
  if (!reader) return new Uint8Array();
  const bytes = new Uint8Array(BYTES_MAX);
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, size);
    if (size + value.length > BYTES_MAX) {
      await reader.cancel();
      return null;
    }
    bytes.set(value, size);
    size += value.length;
  }
}
