import type { OutcomeName } from '../../engine/outcome.ts';
import { refusal } from '../../rules/azure/blob/errors.ts';
import { AUTHENTICATION_FAILED } from '../../rules/azure/sas/errors.ts';
import type { ServiceError } from '../../rules/serviceError.ts';

/** What an outcome means where nothing more is said of it. */
export const errors = {
  throttled: refusal('ServerBusy'),
  failed: { code: 'InternalError', message: 'The server met an internal error. Try again.', status: 500 },
  refused: AUTHENTICATION_FAILED,
  notFound: refusal('BlobNotFound'),
  conditionFailed: refusal('ConditionNotMet'),
  invalid: refusal('InvalidHeaderValue'),
} as const satisfies Partial<Record<OutcomeName, ServiceError>>;
