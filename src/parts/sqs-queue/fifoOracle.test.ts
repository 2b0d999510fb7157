/** A FIFO queue against the plainest telling of its rule: a list of all messages, looked through from the first on. */
import { describe, expect, test } from 'vitest';
import { type Answer, handOf, type Step } from '../../../tests/laws/queueHand.ts';
import { worldOf } from '../../../tests/laws/smallWorld.ts';
import { sqsQueue } from './sim.ts';

/** Times in seconds. */
interface Rules {
  readonly visibility: number;
  readonly delay: number;
  readonly retention: number;
  readonly scanned: number;
  readonly inFlightLimit: number;
  readonly maxReceiveCount: number;
}

interface Stored {
  readonly body: string;
  readonly group: string;
  readonly goneAt: number;
  state: 'delayed' | 'visible' | 'in flight';
  /** When that ends, and which of those that end at one moment is first. */
  until: number;
  rank: number;
  receives: number;
}

interface Delivery {
  readonly stored: Stored;
  readonly receipt: number;
}

class PlainQueue {
  readonly list: Stored[] = [];
  readonly deliveries: Delivery[] = [];
  dead = 0;
  expired = 0;
  /** Groups of which something can be received, in the order in which that came to be so. */
  private turns: string[] = [];
  private now = 0;
  private ranks = 0;
  private readonly rules: Rules;

  constructor(rules: Rules) {
    this.rules = rules;
  }

  goOn(to: number): void {
    for (;;) {
      const [next] = this.list
        .flatMap((one) => [
          ...(one.state === 'visible' ? [] : [{ at: one.until, rank: one.rank, ends: () => this.show(one) }]),
          { at: one.goneAt, rank: 0, ends: () => this.expire(one) },
        ])
        .filter(({ at }) => at <= to)
        .sort((a, b) => a.at - b.at || a.rank - b.rank);
      if (!next) break;
      this.now = next.at;
      next.ends();
    }
    this.now = to;
  }

  send(body: string, group: string): void {
    const { delay, retention } = this.rules;
    const one = { body, group, goneAt: this.now + retention, until: 0, rank: 0, receives: 0 };
    const stored: Stored = { ...one, state: delay > 0 ? 'delayed' : 'visible' };
    if (delay > 0) this.endAt(stored, this.now + delay);
    this.list.push(stored);
    this.look();
  }

  receive(most: number, visibility = this.rules.visibility): string[] {
    const { inFlightLimit, maxReceiveCount } = this.rules;
    const room = inFlightLimit - this.list.filter(({ state }) => state === 'in flight').length;
    const got: Stored[] = [];
    while (got.length < Math.min(most, room)) {
      const one = this.readyOf(got.at(-1)?.group, got) ?? this.readyOf(this.turns[0], []);
      if (!one) break;
      if (one.receives === maxReceiveCount) {
        this.dead++;
        this.drop(one);
        continue;
      }
      one.receives++;
      one.state = 'in flight';
      this.endAt(one, this.now + visibility);
      this.deliveries.push({ stored: one, receipt: one.receives });
      got.push(one);
      this.look();
    }
    this.goOn(this.now);
    return got.map(({ body }) => body);
  }

  remove(nth: number): string {
    const { stored } = this.deliveries[nth]!;
    if (!this.list.includes(stored)) return 'ok';
    if (!this.isCurrent(nth)) return 'invalid';
    this.drop(stored);
    return 'ok';
  }

  hide(nth: number, seconds: number): string {
    const { stored } = this.deliveries[nth]!;
    if (!this.list.includes(stored) || !this.isCurrent(nth)) return 'invalid';
    if (seconds === 0) this.show(stored);
    else this.endAt(stored, this.now + seconds);
    return 'ok';
  }

  private isCurrent(nth: number): boolean {
    const { stored, receipt } = this.deliveries[nth]!;
    return stored.state === 'in flight' && stored.receives === receipt;
  }

  private endAt(one: Stored, at: number): void {
    one.until = at;
    one.rank = ++this.ranks;
  }

  private show(one: Stored): void {
    one.state = 'visible';
    this.look();
  }

  private expire(one: Stored): void {
    this.expired++;
    this.drop(one);
  }

  private drop(one: Stored): void {
    this.list.splice(this.list.indexOf(one), 1);
    this.look(one.group);
  }

  /** The first of a group's messages that is not in hand, unless one before it cannot be seen. */
  private readyOf(group: string | undefined, inHand: readonly Stored[]): Stored | undefined {
    const [first] = this.list
      .slice(0, this.rules.scanned)
      .filter((one) => one.group === group && !inHand.includes(one));
    return first?.state === 'visible' ? first : undefined;
  }

  /** @param last a group that comes behind those that have a turn at the same moment */
  private look(last = ''): void {
    this.turns = this.turns.filter((group) => this.readyOf(group, []));
    const others = [...new Set(this.list.map(({ group }) => group))].filter((group) => group !== last);
    for (const group of [...others, last])
      if (!this.turns.includes(group) && this.readyOf(group, [])) this.turns.push(group);
  }
}

/** A small generator of its own: the same cases every time. */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * n);
  };
}

const GROUPS = ['a', 'b', 'c', 'd'];

/** @returns what is done, second by second, and what a plain list says to it */
function tell(rules: Rules, seed: number, length: number) {
  const draw = dice(seed);
  const plain = new PlainQueue(rules);
  const steps: Step[] = [];
  const wanted: (readonly string[] | string)[] = [];
  for (let at = 1; at <= length; at++) {
    plain.goOn(at);
    const what = draw(10);
    const nth = Math.max(0, plain.deliveries.length - 1 - draw(8));
    if (what < 4 || plain.deliveries.length === 0) {
      const group = GROUPS[draw(GROUPS.length)]!;
      plain.send(`${at}`, group);
      steps.push({ at, send: { body: `${at}`, group } });
      wanted.push('ok');
      if (what > 2) {
        wanted.push(plain.receive(1));
        steps.push({ at, receive: 1 });
      }
    } else if (what < 7) {
      const most = 1 + draw(10);
      const visibility = [rules.visibility, rules.visibility, 0, 3.25, 30.25][draw(5)]!;
      const wishes = { VisibilityTimeout: visibility * 1_000_000 };
      steps.push({ at, receive: most, wishes });
      wanted.push(plain.receive(most, visibility));
    } else if (what < 9) {
      steps.push({ at, remove: nth });
      wanted.push(plain.remove(nth));
    } else {
      const seconds = [0, 0, 5.75, 40.75][draw(4)]!;
      steps.push(seconds === 0 ? { at, release: nth } : { at, hide: nth, seconds });
      wanted.push(plain.hide(nth, seconds));
    }
  }
  return { steps, wanted, plain };
}

function told(rules: Rules, steps: readonly Step[]) {
  const answers: (Answer | undefined)[] = [];
  const small = worldOf({
    parts: {
      hand: [handOf(steps, answers)],
      queue: [
        sqsQueue,
        {
          FifoQueue: true,
          ContentBasedDeduplication: true,
          VisibilityTimeout: `${rules.visibility}s`,
          DelaySeconds: `${rules.delay}s`,
          MessageRetentionPeriod: `${rules.retention}s`,
          scanned: rules.scanned,
          inFlightLimit: rules.inFlightLimit,
          maxReceiveCount: rules.maxReceiveCount,
        },
      ],
      dead: [sqsQueue, { FifoQueue: true }],
    },
    wires: ['hand.send > queue.send', 'queue.messages > hand.poll', 'queue.deadLetters > dead.redriven'],
    until: `${steps.at(-1)!.at}s`,
  }).run();
  const heard = steps.map((step, i) => {
    const { got, outcome } = answers[i] ?? { got: [], outcome: 'nothing' };
    return 'receive' in step ? got : outcome;
  });
  return { small, heard };
}

const usual: Rules = {
  visibility: 9.25,
  delay: 0,
  retention: 86_400,
  scanned: 120_000,
  inFlightLimit: 120_000,
  maxReceiveCount: 1000,
};

describe('every receive, delete and change of visibility comes out as from a plain list', () => {
  test.each<[string, Partial<Rules>]>([
    ['as usual', {}],
    ['with a delay', { delay: 4.125 }],
    ['where messages expire', { retention: 60.5 }],
    ['with a dead-letter queue', { maxReceiveCount: 2 }],
    ['looking through few messages', { scanned: 5 }],
    ['with a low cap in flight', { inFlightLimit: 4 }],
    [
      'all of it at once',
      { delay: 2.125, retention: 61.5, maxReceiveCount: 3, scanned: 7, inFlightLimit: 6 },
    ],
  ])('%s', (_, some) => {
    const rules = { ...usual, ...some };
    for (let seed = 1; seed <= 15; seed++) {
      const { steps, wanted, plain } = tell(rules, seed, 250);
      const { small, heard } = told(rules, steps);
      heard.forEach((one, i) => {
        expect(one, `seed ${seed}, step ${i}: ${JSON.stringify(steps[i])}`).toEqual(wanted[i]);
      });
      expect([
        small.read('queue.depth'),
        small.read('queue.deadLettered'),
        small.read('queue.expired'),
      ]).toEqual([plain.list.length, plain.dead, plain.expired]);
    }
  });
});
