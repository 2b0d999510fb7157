/**
 * A model that grows while it runs, and the virtual time of the program that talks to it.
 *
 * The run stays a value: what was done is a list of acts, and when the model changes, a new world plays the list again up to
 * the present. Every request comes a tick after all that has happened, so that a replay, in which acts precede the
 * events of their tick, has the same order.
 */
import { type Act, type Model, SET, type Wire } from '../engine/part.ts';
import { World } from '../engine/world.ts';
import type { PartDefinition } from '../parts/contract.ts';
import { settingsOf, wireSpecs } from '../parts/settings.ts';
import { readDistribution, readDuration } from '../rules/quantity.ts';
import { type Answer, type Asked, awsClient, CALL, type State } from './clientPart.ts';

/** A century: nobody waits that long. A tick before it the run has not ended yet. */
const END = 100 * 365 * 86_400 * 1_000_000;
const FOREVER = END - 1;
const CLIENT = 'client';
/** Far more than a page's run has: a program may be patient. */
const EVENT_BUDGET = 100_000_000;

export interface StageOptions {
  readonly seed: number | string;
  /** Of every request and of every answer to it, as in a scenario: `5ms`, `exp 10ms`. */
  readonly latency: string;
}

/** Where a wire is tied: the index of a part of the stage, and one of its ports. */
export interface End {
  readonly part: number;
  readonly port: string;
}

export interface Stage {
  /** Tick up to which everything has happened. */
  readonly now: number;
  readonly client: { readonly requests: End; readonly polls: End };
  /** @param more settings in the engine's units, in place of defaults @returns its index */
  part(id: string, kind: PartDefinition, more: Settings): number;
  /** @param more settings of the wire in the engine's units @returns its index */
  wire(from: End, to: End, more?: Settings): number;
  settingsOfWire(wire: number): Settings;
  /** Changes what is set on a wire from its beginning: `unsubscribed: now` of a subscription. */
  rewire(wire: number, more: Settings): void;
  settingsOfPart(part: number): Settings;
  set(part: number, more: Settings): void;
  act(part: number, name: string, settings: Settings): void;
  /** A request of the program. It begins now, as far as the program can tell. */
  ask(asked: Asked): Promise<Answer>;
  /** A moment of its own for a change of the model. @returns its tick */
  moment(): number;
  advance(duration: string): void;
  sleep(duration: string): Promise<void>;
  read(part: number, metric: string): number;
  /** The run so far as a value. */
  model(): Model;
}

export type Settings = Readonly<Record<string, unknown>>;

interface Waiting {
  readonly call: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
  readonly reject: (error: Error) => void;
}

/** @throws Error when the duration is none */
export function ticksOf(duration: string): number {
  const read = readDuration(duration);
  if (!read.ok) throw new Error(`${duration}: expected ${read.expected}`);
  return read.value;
}

export function openStage({ seed, latency }: StageOptions): Stage {
  const law = readDistribution(latency);
  if (!law.ok) throw new Error(`latency ${latency}: expected ${law.expected}`);
  const flight = law.value;
  const kinds: PartDefinition[] = [awsClient];
  const parts: Model['parts'][number][] = [{ id: CLIENT, kind: awsClient, settings: {} }];
  const wires: Wire[] = [];
  const acts: Act[] = [];
  const current: Settings[] = [{}];
  let calls = 0;
  let now = 0;
  let isStale = true;
  let world: World | null = null;
  let waiting: Waiting[] = [];
  let sleepers: Sleeper[] = [];
  let isPumping = false;

  const model = (): Model => ({ parts: [...parts], wires: [...wires], acts, until: END });
  const answersOf = (one: World | null): readonly (Answer | null)[] =>
    one ? (one.selves[0]!.state as State).answers : [];

  /** The world, run to the present. */
  function present(): World {
    if (!world || isStale) {
      const before = answersOf(world);
      const made = new World(model(), { seed, eventBudget: EVENT_BUDGET });
      runTo(made, now);
      refuseOtherPast(before, answersOf(made));
      world = made;
      isStale = false;
    } else runTo(world, now);
    return world;
  }

  /** Runs on until an answer has come that somebody waits for, or to the limit. */
  function runOn(limit: number): void {
    const one = present();
    while (!waiting.some(({ call }) => answersOf(one)[call])) {
      const before = one.dispatched;
      one.run(limit, 1);
      refuseEnd(one);
      if (one.dispatched > before) continue;
      // Nothing is left to happen before the limit.
      if (limit < FOREVER) now = Math.max(now, limit);
      return;
    }
    now = Math.max(now, one.now);
    runTo(one, now);
  }

  function deliver(): void {
    const answers = answersOf(world);
    const [done, open] = [[] as Waiting[], [] as Waiting[]];
    for (const one of waiting) (answers[one.call] ? done : open).push(one);
    waiting = open;
    for (const { call, resolve } of done) resolve(answers[call]!);
    const awake = sleepers.filter(({ until }) => until <= now);
    sleepers = sleepers.filter(({ until }) => until > now);
    for (const { wake } of awake) wake();
  }

  /** Time goes on when the program has nothing left to do but wait: all that it asks at one moment comes first. */
  function pump(): void {
    if (isPumping) return;
    isPumping = true;
    setTimeout(() => {
      isPumping = false;
      if (waiting.length + sleepers.length === 0) return;
      const next = sleepers.reduce((soonest, { until }) => Math.min(soonest, until), FOREVER);
      const before = waiting.length + sleepers.length;
      try {
        runOn(next);
        deliver();
        if (waiting.length + sleepers.length === before) throw new Error('A request is never answered.');
      } catch (error) {
        for (const { reject } of [...waiting, ...sleepers]) reject(error as Error);
        waiting = [];
        sleepers = [];
      }
      if (waiting.length + sleepers.length > 0) pump();
    });
  }

  function add(at: number, act: Omit<Act, 'at' | 'phase'>): void {
    acts.push({ at, phase: 'begin', ...act });
  }

  function change(part: number, more: Settings): Settings {
    current[part] = { ...current[part], ...more };
    return current[part]!;
  }

  return {
    get now() {
      return now;
    },
    client: { requests: { part: 0, port: 'requests' }, polls: { part: 0, port: 'polls' } },

    part(id, kind, more) {
      const settings = { ...settingsOf(kind.settings, {}), ...more };
      kinds.push(kind);
      current.push(settings);
      isStale = true;
      return parts.push({ id, kind, settings }) - 1;
    },

    wire(from, to, more) {
      const specs = wireSpecs(kinds[from.part], from.port, kinds[to.part], to.port);
      const settings = { ...settingsOf(specs, {}), ...more };
      const isMine = from.part === 0 || to.part === 0;
      const latency = isMine ? flight : ({ law: 'constant', value: 0 } as const);
      isStale = true;
      return wires.push({ from, to, latency, weight: 1, settings }) - 1;
    },

    settingsOfWire: (wire) => wires[wire]!.settings as Settings,

    rewire(wire, more) {
      const before = wires[wire]!;
      wires[wire] = { ...before, settings: { ...(before.settings as Settings), ...more } };
      isStale = true;
    },

    settingsOfPart: (part) => current[part]!,

    set(part, more) {
      add(++now, { part, act: SET, settings: change(part, more) });
    },

    act(part, name, settings) {
      add(++now, { part, act: name, settings });
    },

    ask(asked) {
      add(now + 1, { part: 0, act: CALL, settings: asked });
      const call = calls++;
      return new Promise((resolve, reject) => {
        waiting.push({ call, resolve, reject });
        pump();
      });
    },

    moment() {
      isStale = true;
      return ++now;
    },

    advance(duration) {
      now += ticksOf(duration);
      present();
      deliver();
    },

    sleep(duration) {
      const until = now + ticksOf(duration);
      return new Promise((wake, reject) => {
        sleepers.push({ until, wake, reject });
        pump();
      });
    },

    read(part, metric) {
      const one = present();
      const index = one.metricIndex.get(`${parts[part]!.id}.${metric}`);
      if (index === undefined) throw new Error(`${parts[part]!.id} has no figure ${metric}.`);
      return one.ledger.read(index, now);
    },

    model,
  };
}

function runTo(world: World, tick: number): void {
  world.run(tick);
  refuseEnd(world);
}

function refuseEnd({ ending, now }: World): void {
  if (!ending) return;
  const why =
    ending.kind === 'crashed'
      ? `${ending.where} crashed: ${ending.says}`
      : ending.kind === 'outOfMemory'
        ? ending.says
        : ending.kind;
  throw new Error(`The simulated region has stopped at ${now / 1_000_000} s: ${why}`);
}

/**
 * What has been answered stays answered: a change of the model is a change from now on.
 * @throws Error when the new model has another past
 */
export function refuseOtherPast(before: readonly (Answer | null)[], after: readonly (Answer | null)[]): void {
  before.forEach((answer, call) => {
    if (answer && JSON.stringify(answer) !== JSON.stringify(after[call]))
      throw new Error(`The answer to request ${call} is another one after a change of the model.`);
  });
}
