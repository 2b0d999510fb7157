/** A small account, tokens of it and requests with them. */
import { newAccount, type SasAccount } from '../../src/rules/azure/sas/account.ts';
import { authorize, type Decision, type SasRequest } from '../../src/rules/azure/sas/authorize.ts';
import { momentText, TICK_ZERO_MS } from '../../src/rules/azure/sas/times.ts';
import { signedToken } from '../../src/rules/azure/sas/token.ts';
import type { AccountSas, Sas, ServiceSas } from '../../src/rules/azure/sas/values.ts';
import type { Read } from '../../src/rules/quantity.ts';

export const HOUR = 3_600_000;
export const NOON = TICK_ZERO_MS + 12 * HOUR;
export const at = (ms: number): string => momentText(ms);
export const good = <T>(read: Read<T>): T => {
  if (!read.ok) throw new Error(read.expected);
  return read.value;
};

export const account = newAccount('scriptorium');
export const [key1, key2] = account.keys;
export const PLACE = { account: 'scriptorium', container: 'maps', blob: 'north/coast.tif' } as const;
export const service = (more: Partial<ServiceSas> = {}): ServiceSas => ({
  ...{ kind: 'service', ...PLACE, sr: 'b', sv: '2026-04-06', sp: 'r', se: at(NOON + HOUR) },
  ...more,
});
export const whole = (more: Partial<ServiceSas> = {}): ServiceSas => service({ sr: 'c', ...more });
export const ofAccount = (more: Partial<AccountSas> = {}): AccountSas => ({
  ...{ kind: 'account', account: 'scriptorium', ss: 'b', srt: 'sco', sp: 'rwdlac' },
  ...{ sv: '2026-04-06', se: at(NOON + HOUR) },
  ...more,
});

export const ask = (
  sas: Sas | string | null,
  more: Partial<SasRequest> = {},
  key = key1.value,
): SasRequest => ({
  operation: 'getBlob',
  container: PLACE.container,
  blob: PLACE.blob,
  exists: true,
  protocol: 'https',
  ip: '192.0.2.7',
  nowMs: NOON,
  token: sas === null || typeof sas === 'string' ? sas : signedToken(sas, key),
  ...more,
});

/** `ok`, or status, code and the check that failed. */
export const told = (decision: Decision): string =>
  decision.ok ? 'ok' : `${decision.error.status} ${decision.error.code} (${decision.check})`;
export const answer = (request: SasRequest, of: SasAccount = account): string => told(authorize(request, of));
