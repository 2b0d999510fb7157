/** What a queue's policy says of a topic that wants to send to it: the few forms that such policies have. */

interface Statement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}

const SNS = 'sns.amazonaws.com';
/** Operators that compare ARNs or texts, and whether `*` stands for anything in them. */
const OPERATORS: ReadonlyMap<string, boolean> = new Map([
  ['ArnEquals', true],
  ['ArnLike', true],
  ['StringEquals', false],
  ['StringLike', true],
]);

/** @param policy as the attribute of the queue, undefined when it has none */
export function allowsTopic(policy: string | undefined, queueArn: string, topicArn: string): boolean {
  if (policy === undefined || policy === '') return false;
  const { Statement } = JSON.parse(policy) as { Statement?: Statement | readonly Statement[] };
  const speaking = listOf(Statement).filter((one) => speaksOf(one as Statement, queueArn, topicArn));
  const effects = speaking.map((one) => (one as Statement).Effect);
  return effects.includes('Allow') && !effects.includes('Deny');
}

function speaksOf(
  { Principal, Action, Resource, Condition }: Statement,
  queueArn: string,
  topicArn: string,
): boolean {
  return (
    isSns(Principal) &&
    listOf(Action).some((one) => like(String(one).toLowerCase(), 'sqs:sendmessage')) &&
    listOf(Resource).some((one) => like(String(one), queueArn)) &&
    Object.entries((Condition ?? {}) as object).every(([operator, keys]) => holds(operator, keys, topicArn))
  );
}

function isSns(principal: unknown): boolean {
  if (principal === '*') return true;
  if (typeof principal !== 'object' || principal === null) return false;
  const { Service, AWS } = principal as { Service?: unknown; AWS?: unknown };
  return listOf(Service).includes(SNS) || listOf(AWS).includes('*');
}

/** A condition that is not about the source of a message is one that SNS does not meet. */
function holds(operator: string, keys: unknown, topicArn: string): boolean {
  const wild = OPERATORS.get(operator);
  if (wild === undefined || typeof keys !== 'object' || keys === null) return false;
  return Object.entries(keys).every(
    ([key, values]) =>
      key.toLowerCase() === 'aws:sourcearn' &&
      listOf(values).some((one) => (wild ? like(String(one), topicArn) : one === topicArn)),
  );
}

function like(pattern: string, text: string): boolean {
  const pieces = pattern.split('*').map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`, 's').test(text);
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
