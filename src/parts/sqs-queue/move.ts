/** What an operator does: move tasks out of a dead-letter queue, and purges. */
import { outcome } from '../../engine/outcome.ts';
import { emptyMemory } from '../../rules/sqs/memory.ts';
import { REDRIVE } from '../../rules/sqs/redrive.ts';
import { nextInLine, putBack } from './fair.ts';
import { nextInTurn } from './fifo.ts';
import { putAt, remove } from './life.ts';
import { servePolls } from './receive.ts';
import { type Me, NOWHERE, SET_ASIDE } from './spec.ts';

const TICKS_PER_SECOND = 1_000_000;
const TASK_MAX = 36 * 3600 * TICKS_PER_SECOND;
const PURGE_PAUSE = 60 * TICKS_PER_SECOND;

/** StartMessageMoveTask: one at a time, and only where there is somewhere to go. @param rate messages a second */
export function startMoving(self: Me, rate: number): void {
  const { state, metrics, ports } = self;
  if (state.task !== null || ports.moved.wires === 0) return;
  state.task = { begunAt: self.now, rate, moved: 0 };
  metrics.moving.set(1);
  moveNext(self);
}

/** One message, and a timer for the next; the task ends when nothing is left that it can move. */
export function moveNext(self: Me): void {
  const { state, metrics, now } = self;
  const { task } = state;
  if (task === null) return;
  const row = now - task.begunAt < TASK_MAX ? nextMovable(self) : -1;
  if (row < 0) {
    state.task = null;
    return metrics.moving.set(0);
  }
  move(self, row);
  task.moved++;
  const due = task.begunAt + Math.round((task.moved * TICKS_PER_SECOND) / task.rate);
  self.timers.move.after(due - now);
  servePolls(self);
}

/** Takes the first message that is ready out of its line. @returns -1 when there is none, or when nobody set it aside */
function nextMovable(self: Me): number {
  const { messages, settings: s } = self;
  const row = s.FifoQueue ? nextInTurn(self, -1) : nextInLine(self);
  if (row < 0 || (messages.step[row]! & SET_ASIDE) !== 0) return row;
  if (!s.FifoQueue) putBack(self, row);
  return -1;
}

function move(self: Me, row: number): void {
  const { messages, settings: s } = self;
  const call = self.ports.moved.tell(row, 0, messages.verb[row]);
  messages.place[call] = REDRIVE.movedBack;
  messages.due[call] = self.now;
  messages.aboutUid[call] = messages.aboutUid[row]!;
  self.metrics.moved.add();
  if (!s.FifoQueue) putAt(self, row, NOWHERE);
  remove(self, row, outcome.ok);
}

/** PurgeQueue: what it forgets, too, may be sent again. */
export function purge(self: Me): void {
  const { state, metrics } = self;
  if (state.purgedAt >= 0 && self.now - state.purgedAt < PURGE_PAUSE) return;
  state.purgedAt = self.now;
  for (const list of [state.byAge, state.often]) {
    while (list.head >= 0) {
      metrics.purged.add();
      remove(self, list.head, outcome.lost);
    }
  }
  state.memory = emptyMemory();
  state.attempts = {};
}
