/** Attributes of queues: texts in the API, settings of the part in the model. */
import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import type { SettingSpec, SettingsSpec } from '../../parts/contract.ts';
import { readDuration, readSize } from '../../rules/quantity.ts';
import type { Account, Queue } from '../account.ts';
import { epochMs } from '../asked.ts';
import { fault } from '../fault.ts';
import type { Settings } from '../stage.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Attributes that are settings of the queue's part, under the same name. */
const SETTINGS = [
  'VisibilityTimeout',
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
];
const FIFO_SETTINGS = ['FifoQueue', 'ContentBasedDeduplication', 'DeduplicationScope', 'FifoThroughputLimit'];
/** Documents; the last is kept and shown, and without effect on a simulated queue. */
const DOCUMENTS = ['Policy', 'RedrivePolicy', 'RedriveAllowPolicy'];
/** Kept and shown, and without effect on a simulated queue. */
const KEPT = ['KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds', 'SqsManagedSseEnabled'];
/** Figures of the part. */
const FIGURES = {
  ApproximateNumberOfMessages: 'visible',
  ApproximateNumberOfMessagesNotVisible: 'inFlight',
  ApproximateNumberOfMessagesDelayed: 'delayed',
} as const;
const NO_REDRIVE = { maxReceiveCount: Number.POSITIVE_INFINITY };

/** @throws Fault when a queue of that kind has not got one of them, or not with that value */
export function checkAttributes(specs: SettingsSpec, attributes: Attributes, isFifo: boolean): void {
  const known = [...SETTINGS, ...DOCUMENTS, ...KEPT, ...(isFifo ? FIFO_SETTINGS : [])];
  for (const [name, value] of Object.entries(attributes)) {
    if (!known.includes(name)) throw fault('InvalidAttributeName', `Unknown Attribute ${name}.`);
    const isSetting = Object.hasOwn(specs, name) && !KEPT.includes(name);
    const isSound = isSetting
      ? settingOf(specs[name]!, value) !== undefined
      : !DOCUMENTS.includes(name) || value === '' || isDocument(value);
    // A FIFO queue is told by its name; only the truth may be said of it.
    if (!isSound || (name === 'FifoQueue' && value !== 'true'))
      throw fault('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
  }
}

/** @param settings all that the queue's part would have @throws Fault when they do not go together */
export function checkTogether({ FifoThroughputLimit: limit, DeduplicationScope: scope }: Settings): void {
  if (limit === 'perMessageGroupId' && scope !== 'messageGroup')
    throw fault('InvalidAttributeValue', 'Invalid value for the parameter FifoThroughputLimit.');
}

/** The settings of the part that the attributes decide. A queue sets nothing aside before it has a RedrivePolicy. */
export function settingsFrom(specs: SettingsSpec, attributes: Attributes): Settings {
  const entries = [...SETTINGS, ...FIFO_SETTINGS]
    .filter((name) => attributes[name] !== undefined)
    .map((name) => [name, settingOf(specs[name]!, attributes[name]!)] as const);
  return Object.fromEntries(entries);
}

export function withoutRedrive(settings: Settings): Settings {
  return { ...settings, ...NO_REDRIVE };
}

/** @returns the engine's value; undefined when the text is none of this setting's */
function settingOf(spec: SettingSpec, text: string): unknown {
  switch (spec.type) {
    case 'duration':
      return inRange(Number(text) * TICKS_PER_SECOND, readDuration(spec.min), readDuration(spec.max), text);
    case 'size':
      return inRange(Number(text), readSize(spec.min), readSize(spec.max), text);
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'choice':
      return spec.choices.includes(text) ? text : undefined;
    default:
      return undefined;
  }
}

interface Bound {
  readonly ok: boolean;
  readonly value?: number;
}

function inRange(value: number, min: Bound, max: Bound, text: string): number | undefined {
  if (!/^\d+$/.test(text)) return undefined;
  return value >= (min.value ?? 0) && value <= (max.value ?? 0) ? value : undefined;
}

function isDocument(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

/** @throws Fault when an asked name is none */
export function shownAttributes(account: Account, queue: Queue, names: readonly string[]): Attributes {
  const { stage } = account;
  const settings = stage.settingsOfPart(queue.part);
  const own = queue.isFifo ? [...SETTINGS, ...FIFO_SETTINGS] : SETTINGS;
  const all: Record<string, string> = {
    ...Object.fromEntries(
      own.map((name) => [name, textOf(account.queueKind.settings[name]!, settings[name])]),
    ),
    ...Object.fromEntries(
      Object.entries(FIGURES).map(([name, figure]) => [name, String(stage.read(queue.part, figure))]),
    ),
    SqsManagedSseEnabled: 'true',
    ...Object.fromEntries(
      [...DOCUMENTS, ...KEPT].flatMap((name) => {
        const value = queue.attributes[name];
        return value ? [[name, value] as const] : [];
      }),
    ),
    QueueArn: queue.arn,
    CreatedTimestamp: secondsOf(queue.created),
    LastModifiedTimestamp: secondsOf(queue.modified),
  };
  const known = [...Object.keys(all), ...DOCUMENTS, ...KEPT, ...FIFO_SETTINGS, 'All'];
  const odd = names.find((name) => !known.includes(name));
  if (odd !== undefined) throw fault('InvalidAttributeName', `Unknown Attribute ${odd}.`);
  if (names.includes('All')) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}

function textOf(spec: SettingSpec, value: unknown): string {
  return String(spec.type === 'duration' ? Number(value) / TICKS_PER_SECOND : value);
}

function secondsOf(tick: number): string {
  return String(Math.floor(epochMs(tick) / 1000));
}

/** Whether a queue that is there was made as somebody wants to make it now. @returns the name that differs */
export function differing(account: Account, queue: Queue, attributes: Attributes): string | null {
  const shown = shownAttributes(account, queue, ['All']);
  return Object.keys(attributes).find((name) => (shown[name] ?? '') !== attributes[name]) ?? null;
}
