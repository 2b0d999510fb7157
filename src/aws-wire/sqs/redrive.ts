/** RedrivePolicy of a queue, and move tasks out of its dead-letter queue. */
import type { Account, Queue } from '../account.ts';
import { fault } from '../fault.ts';
import type { Settings } from '../stage.ts';
import { withoutRedrive } from './attributes.ts';

export interface Redrive {
  readonly target: Queue;
  readonly maxReceiveCount: number;
}

const invalid = (message: string) => fault('InvalidParameterValue', message);

/** @param text of the attribute; '' takes the policy off @returns null where there is none @throws Fault */
export function redriveOf(account: Account, text: string | undefined, isFifo: boolean): Redrive | null {
  if (text === undefined || text === '') return null;
  const policy = JSON.parse(text) as { deadLetterTargetArn?: unknown; maxReceiveCount?: unknown } | null;
  const { deadLetterTargetArn, maxReceiveCount } = policy ?? {};
  const refused = (reason: string) =>
    invalid(`Value ${text} for parameter RedrivePolicy is invalid. Reason: ${reason}`);
  if (deadLetterTargetArn === undefined)
    throw refused('Redrive policy does not contain mandatory attribute: deadLetterTargetArn.');
  if (maxReceiveCount === undefined)
    throw refused('Redrive policy does not contain mandatory attribute: maxReceiveCount.');
  const count = /^\d{1,4}$/.test(String(maxReceiveCount)) ? Number(maxReceiveCount) : 0;
  if (!(Number.isInteger(count) && count >= 1 && count <= 1000))
    throw refused(
      `Invalid value for maxReceiveCount: ${maxReceiveCount}, valid values are from 1 to 1000 both inclusive.`,
    );
  const target = account.queues().find(({ arn }) => arn === deadLetterTargetArn);
  if (!target) throw refused('Dead letter target does not exist.');
  if (target.isFifo !== isFifo) throw refused('Dead-letter queue must be same type of queue as the source.');
  return { target, maxReceiveCount: count };
}

/** Gives a queue its policy, or takes it off. @returns the settings of its part that follow */
export function redrive(account: Account, queue: Queue, policy: Redrive | null): Settings {
  if (policy === null) return withoutRedrive({});
  account.wireDeadLetters(queue, 'deadLetters', policy.target);
  return { maxReceiveCount: policy.maxReceiveCount };
}

export interface MoveInput {
  readonly SourceArn?: string;
  readonly DestinationArn?: string;
  readonly MaxNumberOfMessagesPerSecond?: number;
}

/** StartMessageMoveTask. @throws Fault */
export function startMove(account: Account, input: MoveInput): object {
  const { stage } = account;
  const from = existing(account, input.SourceArn, 'SourceArn');
  const sources = sourcesOf(account, from);
  if (sources.length === 0) throw invalid('Source queue must be configured as a Dead Letter Queue.');
  if (stage.read(from.part, 'moving') > 0)
    throw invalid(
      'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
    );
  if (input.DestinationArn === undefined && sources.length > 1)
    throw fault('UnsupportedOperation', `Here messages of ${from.name} move to one queue: say which.`);
  const to =
    input.DestinationArn === undefined
      ? sources[0]!
      : existing(account, input.DestinationArn, 'DestinationArn');
  const rate = input.MaxNumberOfMessagesPerSecond ?? 500;
  if (!(Number.isInteger(rate) && rate >= 1 && rate <= 500))
    throw invalid(
      'Value for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: Must be between 1 and 500.',
    );
  account.wireDeadLetters(from, 'moved', to);
  stage.act(from.part, 'redrive', { MaxNumberOfMessagesPerSecond: rate });
  return { TaskHandle: btoa(`${from.arn}/${stage.now}`) };
}

/** Queues whose dead letters go to this one. */
export function sourcesOf(account: Account, queue: Queue): readonly Queue[] {
  return account.queues().filter(({ attributes }) => {
    const text = attributes.RedrivePolicy;
    return Boolean(text) && JSON.parse(text!).deadLetterTargetArn === queue.arn;
  });
}

function existing(account: Account, arn: string | undefined, name: string): Queue {
  const queue = account.queues().find((one) => one.arn === arn);
  if (queue) return queue;
  throw fault(
    'ResourceNotFoundException',
    `The resource that you specified for the ${name} parameter doesn't exist.`,
    404,
  );
}
