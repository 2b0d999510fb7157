import type { Messages } from './messages.ts';
import type { Tracer } from './watch.ts';

/** One hop of one request: a call from being sent to being answered or dropped. */
export interface Span {
  readonly uid: number;
  /** The uid of the row this call was made for, 0 for none. */
  readonly parentUid: number;
  readonly wire: number;
  readonly verb: number;
  /** Ticks: sent by the caller, arrived, begun to be worked on, over. */
  readonly sentAt: number;
  readonly arrivedAt: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly outcome: number;
  readonly dropped: boolean;
}

/** Collects the spans of one request while a world runs. */
export class RequestTracer implements Tracer {
  readonly spans: Span[] = [];
  private readonly messages: Messages;
  private readonly request: number;

  constructor(messages: Messages, request: number) {
    this.messages = messages;
    this.request = request;
  }

  span(row: number, at: number, outcome: number, dropped: boolean): void {
    const m = this.messages;
    if (m.request[row] !== this.request) return;
    this.spans.push({
      uid: m.uid[row]!,
      parentUid: m.parentUid[row]!,
      wire: m.wire[row]!,
      verb: m.verb[row]!,
      sentAt: m.sentAt[row]!,
      arrivedAt: m.arrivedAt[row]!,
      startedAt: m.startedAt[row]!,
      endedAt: at,
      outcome,
      dropped,
    });
  }
}
