/**
 * What Azure SQL Database refuses with: https://learn.microsoft.com/azure/azure-sql/database/troubleshoot-common-errors-issues. The words
 * are this lab's. There is no HTTP on this road, so the status is 0.
 */
import type { OutcomeName } from '../../engine/outcome.ts';
import type { ServiceError } from '../../rules/serviceError.ts';

export const errors = {
  refused: {
    code: '40544',
    message: 'The database has reached its size quota: delete data, or give it a larger maximum size.',
    status: 0,
  },
  rejected: {
    code: '10928',
    message: 'The database works on as many requests as it may at once. Try again later.',
    status: 0,
  },
  invalid: { code: '7119', message: 'A value may have 2 GB at most.', status: 0 },
  failed: { code: '40197', message: 'The service met an error with this request. Try again.', status: 0 },
} as const satisfies Partial<Record<OutcomeName, ServiceError>>;

export const DOWN: ServiceError = {
  code: '40613',
  message: 'The database is not available at present. Try again later.',
  status: 0,
};

export const NO_SUCH_OPERATION: ServiceError = {
  code: '102',
  message: 'Incorrect syntax: the operation is neither insert nor select.',
  status: 0,
};
