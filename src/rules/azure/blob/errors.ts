/**
 * What Blob Storage refuses with. Codes and statuses are Azure's, https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes;
 * the words are this lab's, but for BlobArchived.
 */
import type { ServiceError } from '../../serviceError.ts';

const ERRORS = {
  AppendPositionConditionNotMet: [412, 'The append blob does not end where the request expects it to.'],
  BlobAlreadyExists: [409, 'There is a blob of this name already.'],
  BlobArchived: [409, 'This operation is not permitted on an archived blob.'],
  BlobBeingRehydrated: [409, 'The blob is on its way out of Archive, and that cannot be changed now.'],
  BlobNotFound: [404, 'There is no such blob.'],
  BlockCountExceedsLimit: [409, 'The blob has as many blocks as it may have.'],
  BlockListTooLong: [400, 'The block list names more than 50,000 blocks.'],
  ConditionNotMet: [412, 'A condition of the request headers does not hold.'],
  ContainerAlreadyExists: [409, 'There is a container of this name already.'],
  ContainerBeingDeleted: [409, 'The container of this name is still being deleted. Try again later.'],
  ContainerNotFound: [404, 'There is no such container.'],
  EmptyTagName: [400, 'A tag has no name.'],
  InvalidBlobOrBlock: [400, 'The ids of the blocks of one blob must have equal length.'],
  InvalidBlobTier: [400, 'This tier cannot be had here: Archive needs LRS, GRS or RA-GRS.'],
  InvalidBlobType: [409, 'A blob of this type cannot do that.'],
  InvalidBlockId: [400, 'A block id is Base64 of 1 to 64 bytes.'],
  InvalidBlockList: [400, 'The block list names a block that is not there.'],
  InvalidHeaderValue: [400, 'The value of a header is not in the right format or range.'],
  InvalidMetadata: [400, 'The name of a piece of metadata must be an identifier.'],
  InvalidPageRange: [416, 'The range of pages lies outside the blob.'],
  InvalidRange: [416, 'The range begins after the end of the blob.'],
  InvalidResourceName: [400, 'The name has characters or a length that are not allowed.'],
  LeaseAlreadyPresent: [409, 'Somebody else holds a lease on the blob.'],
  LeaseIdMismatchWithBlobOperation: [
    412,
    'The lease id of the request is not that of the lease on the blob.',
  ],
  LeaseIdMismatchWithLeaseOperation: [
    409,
    'The lease id of the request is not that of the lease on the blob.',
  ],
  LeaseIdMissing: [412, 'The blob has a lease, and the request names no lease id.'],
  LeaseIsBreakingAndCannotBeAcquired: [409, 'The lease is being broken: it cannot be acquired until then.'],
  LeaseIsBreakingAndCannotBeChanged: [409, 'The lease is being broken: its id cannot change.'],
  LeaseIsBrokenAndCannotBeRenewed: [409, 'The lease was broken on purpose and cannot be renewed.'],
  LeaseLost: [412, 'The request names a lease that is over.'],
  LeaseNotPresentWithBlobOperation: [412, 'The request names a lease, and the blob has none.'],
  LeaseNotPresentWithLeaseOperation: [409, 'The blob has no lease.'],
  MaxBlobSizeConditionNotMet: [412, 'The append blob would grow beyond the size that the request allows.'],
  MetadataTooLarge: [400, 'Metadata may have 8 KiB in all.'],
  OperationTimedOut: [500, 'The operation could not be completed within the time that it has.'],
  OutOfRangeInput: [400, 'A value of the request is out of range.'],
  RequestBodyTooLarge: [413, 'The body of the request is larger than one request may carry.'],
  ServerBusy: [503, 'The server is over its target. Slow down and try again.'],
  SnapshotsPresent: [409, 'The blob has snapshots, and the request does not say what becomes of them.'],
  TagsTooLarge: [400, 'A blob has at most 10 tags: names of 128 characters, values of 256.'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;

export type BlobErrorCode = keyof typeof ERRORS;

export const BLOB_ERROR_CODES = Object.keys(ERRORS) as readonly BlobErrorCode[];

export function refusal(code: BlobErrorCode): ServiceError {
  const [status, message] = ERRORS[code];
  return { code, message, status };
}

/** What the caller has is what it would get: the only refusal that is good news. */
export const NOT_MODIFIED: ServiceError = {
  code: 'ConditionNotMet',
  message: 'The blob has not changed since.',
  status: 304,
};

export function isRefusal(answer: object): answer is ServiceError {
  return 'code' in answer;
}
