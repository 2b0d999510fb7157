/** What was wrong with what it showed, as far as a client can tell: the service says no more than AuthenticationFailed. */
import type { Content } from '../../engine/contents.ts';
import { AUTHENTICATION_FAILED } from '../../rules/azure/sas/errors.ts';
import { msOfTick, readMoment } from '../../rules/azure/sas/times.ts';
import { readSasUrl, readToken } from '../../rules/azure/sas/token.ts';
import { errorIn } from '../../rules/serviceError.ts';

export interface Refusal {
  /**
   * The link's time was over, or had not come; or it was withdrawn: its key was rotated, its policy revoked. Null for all else,
   * such as a permission that it lacks.
   */
  readonly because: 'expired' | 'early' | 'withdrawn' | null;
  /** In ms since 1970; null where the link says none. */
  readonly expiry: number | null;
}

/** @param url what was shown; null for the key of the account @param now by the true time, which a client takes for its own */
export function refusalOf(answer: Content, url: string | null, now: number): Refusal {
  const { from, to } = url === null ? NO_TIMES : timesOf(url);
  const isSignature = errorIn(answer)?.code === AUTHENTICATION_FAILED.code;
  const nowMs = msOfTick(now);
  if (!isSignature) return { because: null, expiry: to };
  if (to !== null && nowMs >= to) return { because: 'expired', expiry: to };
  return { because: from !== null && nowMs < from ? 'early' : 'withdrawn', expiry: to };
}

interface Times {
  readonly from: number | null;
  readonly to: number | null;
}
const NO_TIMES: Times = { from: null, to: null };

/** From when a link holds, and until when: by its own words and by those of the key that signed it. */
function timesOf(url: string): Times {
  const place = readSasUrl(url);
  const token = place.ok ? readToken(place.value.token) : null;
  if (!token?.ok) return NO_TIMES;
  const { st, se, skt, ske } = token.value.fields;
  const [starts, ends] = [momentsOf(st, skt), momentsOf(se, ske)];
  return {
    from: starts.length === 0 ? null : Math.max(...starts),
    to: ends.length === 0 ? null : Math.min(...ends),
  };
}

function momentsOf(...texts: readonly (string | undefined)[]): number[] {
  return texts.flatMap((text) => {
    const moment = text === undefined ? null : readMoment(text);
    return moment?.ok ? [moment.value] : [];
  });
}
