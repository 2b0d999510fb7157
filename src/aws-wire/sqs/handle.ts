/** Receipt handles: which stored message of which queue, and by which of its receives. Opaque to a program, as in SQS. */
import type { Receipt } from '../clientPart.ts';
import { fault } from '../fault.ts';

/** @param queue the id of its part */
export function handleOf(queue: string, { row, uid, receive }: Receipt): string {
  return btoa(`${row}/${uid}/${receive}/${queue}`);
}

/** @throws Fault when it is no handle of that queue */
export function receiptOf(queue: string, handle: string): Receipt {
  const [row, uid, receive, ...rest] = decoded(handle).split('/');
  const receipt = { row: Number(row), uid: Number(uid), receive: Number(receive) };
  const isSound = [receipt.row + 1, receipt.uid, receipt.receive].every(
    (n) => Number.isSafeInteger(n) && n > 0,
  );
  if (rest.join('/') === queue && isSound) return receipt;
  throw fault(
    'ReceiptHandleIsInvalid',
    `The input receipt handle "${handle}" is not a valid receipt handle.`,
    404,
  );
}

function decoded(handle: string): string {
  try {
    return atob(handle);
  } catch {
    return '';
  }
}
