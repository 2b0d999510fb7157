import { figure, lasting } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { QueueView } from './spec.ts';

/** Why a queue refuses, hands out again, or lets go of messages. */
export function why(asked: WhyAsked, { metrics, settings: s }: QueueView, name: string): Because | null {
  switch (asked) {
    case 'failed':
      return metrics.up === 0 ? { says: `${name} was down` } : null;
    case 'handedOutAgain':
      return {
        says: `${name} hides a received message for ${lasting(s.VisibilityTimeout)}`,
        setting: 'VisibilityTimeout',
      };
    case 'deleteMissed':
      return { says: `the delete missed a replica of ${name}`, setting: 'missedDeletes' };
    case 'expired':
      return {
        says: `${name} keeps a message for ${lasting(s.MessageRetentionPeriod)}`,
        setting: 'MessageRetentionPeriod',
      };
    case 'deadLettered':
      return {
        says: `${name} sets a message aside after ${figure(s.maxReceiveCount)} receives`,
        setting: 'maxReceiveCount',
      };
    case 'throttled':
      return {
        says: `${name} answers only so many calls a second`,
        setting: s.FifoThroughputLimit === 'perMessageGroupId' ? 'highThroughputCalls' : 'fifoCalls',
      };
    case 'limitExceeded':
      return {
        says: `${figure(metrics.inFlight)} messages of ${name} were in flight`,
        held: metrics.inFlight,
        of: s.inFlightLimit,
        setting: 'inFlightLimit',
      };
    default:
      return null;
  }
}
