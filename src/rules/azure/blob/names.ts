/** What may be called what: https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata */
import type { ServiceError } from '../../serviceError.ts';
import { refusal } from './errors.ts';
import type { Texts } from './types.ts';

const CONTAINER = /^(?:[a-z0-9](?:-?[a-z0-9]){2,62}|\$root|\$web|\$logs)$/;
const BLOB_NAME_MAX = 1024;
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
const METADATA_MAX = 8192;
const TAGS_MAX = 10;
const TAG_NAME_MAX = 128;
const TAG_VALUE_MAX = 256;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** 64 bytes before encoding. */
const BLOCK_ID_MAX = 88;

export const isContainerName = (name: string): boolean =>
  name.length >= 3 && name.length <= 63 && CONTAINER.test(name);

export const isBlobName = (name: string): boolean => name.length >= 1 && name.length <= BLOB_NAME_MAX;

export const isBlockId = (id: string): boolean =>
  id.length > 0 && id.length <= BLOCK_ID_MAX && BASE64.test(id);

export function metadataFault(metadata: Texts = {}): ServiceError | null {
  let size = 0;
  for (const [name, value] of Object.entries(metadata)) {
    if (!IDENTIFIER.test(name)) return refusal('InvalidMetadata');
    size += name.length + value.length;
  }
  return size > METADATA_MAX ? refusal('MetadataTooLarge') : null;
}

export function tagsFault(tags: Texts = {}): ServiceError | null {
  const all = Object.entries(tags);
  if (all.some(([name]) => name === '')) return refusal('EmptyTagName');
  const fit = all.every(([name, value]) => name.length <= TAG_NAME_MAX && value.length <= TAG_VALUE_MAX);
  return all.length <= TAGS_MAX && fit ? null : refusal('TagsTooLarge');
}
