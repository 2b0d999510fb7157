import type { Content } from '../engine/contents.ts';

/** An error as the real service answers it. */
export interface ServiceError {
  readonly code: string;
  readonly message: string;
  /** Of HTTP. */
  readonly status: number;
  /** x-amz-retry-after, where the service says when to ask again. */
  readonly retryAfterMs?: number;
  /** Why, in a sentence for the learner: the real service says no more than its message. */
  readonly because?: string;
}

/** The error that an answer says; null when it leaves that to its outcome. */
export function errorIn(content: Content): ServiceError | null {
  return 'code' in content && 'message' in content && 'status' in content ? (content as ServiceError) : null;
}
