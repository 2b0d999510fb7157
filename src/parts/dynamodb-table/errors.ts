import type { ServiceError } from '../../rules/serviceError.ts';

export const CONDITION_FAILED: ServiceError = {
  code: 'ConditionalCheckFailedException',
  message: 'The conditional request failed',
  status: 400,
};

export const errors = {
  conditionFailed: CONDITION_FAILED,
  throttled: {
    code: 'ProvisionedThroughputExceededException',
    message:
      'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
    status: 400,
  },
  failed: { code: 'InternalServerError', message: 'Internal server error', status: 500 },
} as const;
