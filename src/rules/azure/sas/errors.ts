/**
 * What the service answers to a request that it does not let through.
 * https://learn.microsoft.com/rest/api/storageservices/sas-error-codes
 */
import type { ServiceError } from '../../serviceError.ts';

const forbidden = (code: string, using: string): ServiceError => ({
  code,
  message: `This request is not authorized to perform this operation${using}.`,
  status: 403,
});

export const AUTHENTICATION_FAILED: ServiceError = {
  code: 'AuthenticationFailed',
  message:
    'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.',
  status: 403,
};
export const AUTHORIZATION_FAILURE = forbidden('AuthorizationFailure', '');
export const PROTOCOL_MISMATCH = forbidden('AuthorizationProtocolMismatch', ' using this protocol');
export const PERMISSION_MISMATCH = forbidden('AuthorizationPermissionMismatch', ' using this permission');
export const SERVICE_MISMATCH = forbidden('AuthorizationServiceMismatch', ' using this service');
export const RESOURCE_TYPE_MISMATCH = forbidden(
  'AuthorizationResourceTypeMismatch',
  ' using this resource type',
);
export const addressMismatch = (ip: string): ServiceError =>
  forbidden('AuthorizationSourceIPMismatch', ` using this source IP ${ip}`);

export const NO_AUTHENTICATION: ServiceError = {
  code: 'NoAuthenticationInformation',
  message:
    'Server failed to authenticate the request. Please refer to the information in the www-authenticate header.',
  status: 401,
};
/** A private container does not even tell a stranger that it is there. */
export const RESOURCE_NOT_FOUND: ServiceError = {
  code: 'ResourceNotFound',
  message: 'The specified resource does not exist.',
  status: 404,
};
export const PUBLIC_ACCESS_NOT_PERMITTED: ServiceError = {
  code: 'PublicAccessNotPermitted',
  message: 'Public access is not permitted on this storage account.',
  status: 409,
};
