/** A blob's place in its account, as a message's key says it. */
import { filled, type Letter } from '../letter.ts';

export interface BlobAddress {
  readonly container: string;
  readonly blob: string;
}

/** What a name without a container before it is in: https://learn.microsoft.com/azure/storage/blobs/storage-blob-container-create */
const ROOT = '$root';

/** `container/path/{n}`; a message that names no blob is one itself, under the number of its request. */
export function addressOf({ key = '{n}' }: Letter, request: number): BlobAddress {
  const name = filled(key, request);
  const slash = name.indexOf('/');
  return slash < 1
    ? { container: ROOT, blob: name.slice(slash + 1) }
    : { container: name.slice(0, slash), blob: name.slice(slash + 1) };
}
