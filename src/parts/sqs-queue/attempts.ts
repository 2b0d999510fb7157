/** Receives of a FIFO queue that are repeated with the same ReceiveRequestAttemptId: they bring the same messages again. */
import type { ReceiveWishes } from '../../rules/poll.ts';
import { HIDDEN_AGAIN, IN_FLIGHT, type Me } from './spec.ts';

const KEPT_FOR = 300_000_000;

/** No name of a property that every object has. */
const keyOf = (id: string): string => `=${id}`;

function idOf(self: Me, poll: number): string | undefined {
  const { ReceiveRequestAttemptId }: ReceiveWishes = self.contentOf(poll);
  return self.settings.FifoQueue ? ReceiveRequestAttemptId : undefined;
}

/** @returns the messages that the same attempt brought before, if every one is as it was then */
export function sameAgain(self: Me, poll: number): readonly number[] {
  const { messages, state, now } = self;
  const id = idOf(self, poll);
  if (id === undefined) return [];
  for (const key of Object.keys(state.attempts))
    if (now - state.attempts[key]!.at >= KEPT_FOR) delete state.attempts[key];
  const { brought = [] } = state.attempts[keyOf(id)] ?? {};
  const isAsItWas = brought.every(
    ({ row, uid, receipt }) =>
      messages.alive(row, uid) &&
      messages.place[row] === IN_FLIGHT &&
      messages.attempts[row] === receipt &&
      (messages.step[row]! & HIDDEN_AGAIN) === 0,
  );
  return isAsItWas ? brought.map(({ row }) => row) : [];
}

export function noteAttempt(self: Me, poll: number): void {
  const { messages, state, now } = self;
  const id = idOf(self, poll);
  if (id === undefined) return;
  const brought = self.items(poll).map((delivery) => {
    const row = messages.parent[delivery]!;
    return { row, uid: messages.uid[row]!, receipt: messages.attempts[row]! };
  });
  state.attempts[keyOf(id)] = { at: now, brought };
}
