import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import { emptyList } from '../../engine/messages.ts';
import { outcome } from '../../engine/outcome.ts';
import { addressOf } from '../../rules/azure/address.ts';
import type { GivenKey } from '../../rules/azure/sas/handOut.ts';
import { msOfTick, readMoment, TICK_ZERO_MS } from '../../rules/azure/sas/times.ts';
import { filled, letterOf } from '../../rules/letter.ts';
import { definePart } from '../contract.ts';
import { goingDown, turnsAway } from '../hurts.ts';
import { askForKey, generationOf, keyAnswered, keyUnanswered, noKey } from '../keyHolder.ts';
import { formFault, isForUsers, keyLetter, signedLink, suits } from './links.ts';
import { acts, settings } from './settings.ts';
import { type Me, type Settings, type State, spec } from './spec.ts';
import { why } from './why.ts';

export type { IssuerView, Settings, State } from './spec.ts';

/** Ticks that its clock is ahead of the true time. */
function aheadBy({ state, settings: s }: Me): number {
  return state.skew ?? (s.clockIs === 'ahead' ? s.clockSkew : -s.clockSkew);
}

const ownMs = (self: Me): number => msOfTick(self.now + aheadBy(self));

function showClock(self: Me): void {
  self.metrics.clockOff.set(Math.abs(aheadBy(self)) / TICKS_PER_SECOND);
}

/** What makes a key another one. */
const wantedBy = (s: Settings): string =>
  isForUsers(s) ? `user ${s.version} ${s.delegationKeyFor}` : `${s.account} ${s.keyName}`;

function ask(self: Me): void {
  self.state.wanted = wantedBy(self.settings);
  const given = askForKey(self, keyLetter(self.settings, ownMs(self)));
  if (given) takeKey(self, given);
}

/** It has a key: who waited for one gets a link. */
function takeKey(self: Me, given: GivenKey): void {
  const { state, messages, metrics } = self;
  const { sort } = given;
  const keyName = sort === 'account' ? given.key.name : '';
  const generation = sort === 'account' ? given.key.generation : 1;
  for (const one of state.signed)
    if (keyName !== '' && one.keyName === keyName && one.generation < generation && !one.dead)
      cutOff(self, one);
  const known = state.signed.findIndex((one) => one.keyName === keyName && one.generation === generation);
  if (known < 0) state.signed.push({ keyName, generation, valid: 0, dead: false });
  state.current = known < 0 ? state.signed.length - 1 : known;
  metrics.keyGeneration.set(generationOf(state.holder));
  self.cancel(state.renewal);
  state.renewal = -1;
  if (sort === 'user') state.renewal = self.timers.renewKey.after(untilRenewal(self, given.key.ske));
  for (let row = messages.shift(state.waiting); row >= 0; row = messages.shift(state.waiting))
    sign(self, row);
}

function cutOff(self: Me, one: State['signed'][number]): void {
  const { state, metrics } = self;
  metrics.cutOffLinks.add(one.valid);
  state.valid -= one.valid;
  metrics.validLinks.set(state.valid);
  one.valid = 0;
  one.dead = true;
}

/** Early enough for a link of the usual length to outlive no key; where keys are short, at half their time. */
function untilRenewal(self: Me, ske: string): number {
  const { lifetime, delegationKeyFor } = self.settings;
  const half = delegationKeyFor / 2;
  return Math.max(TICKS_PER_SECOND, ticksUntil(self, ske) - aheadBy(self) - Math.min(lifetime ?? half, half));
}

/** To a moment as it is written, by the true time. */
function ticksUntil(self: Me, moment: string): number {
  const read = readMoment(moment);
  return read.ok ? (read.value - TICK_ZERO_MS) * 1000 - self.now : 0;
}

function sign(self: Me, row: number): void {
  const { state, messages, metrics, settings: s } = self;
  const given = state.holder.key;
  metrics.open.set(--state.open);
  if (!suits(given, s)) {
    metrics.failed.add();
    return self.reply(row, outcome.failed);
  }
  const letter = letterOf(self.contentOf(row));
  const request = messages.request[row]!;
  const { url, expiry } = signedLink(s, given, addressOf(letter, request), ownMs(self));
  metrics.issued.add();
  metrics.latency.record(self.now - messages.arrivedAt[row]!);
  const one = state.signed[state.current]!;
  const left = expiry === null ? Number.POSITIVE_INFINITY : ticksUntil(self, expiry);
  if (left > 0) {
    one.valid++;
    metrics.validLinks.set(++state.valid);
    if (expiry !== null) self.timers.expired.after(left, state.current);
  } else metrics.expiredLinks.add();
  self.reply(row, outcome.ok, { body: url, url, key: filled(letter.key ?? '{n}', request) });
}

export const sasIssuer = definePart({
  title: 'SAS issuer',
  says: 'Signs links to blobs, which open them until they expire.',
  charted: 'validLinks',
  portrait: { validLinks: 7, issued: 12, keyGeneration: 1, up: 1 },
  spec,
  settings,
  acts,
  behaviour: {
    state: (): State => ({
      holder: noKey(),
      wanted: '',
      signed: [],
      current: -1,
      valid: 0,
      open: 0,
      waiting: emptyList(),
      renewal: -1,
      skew: null,
      down: false,
      failShare: 0,
    }),

    start(self: Me) {
      self.metrics.up.set(1);
      showClock(self);
      self.timers.askKey.after(0);
    },

    receive: {
      ask(self: Me, row) {
        const { state, metrics, random, settings: s } = self;
        if (turnsAway(self, row)) return;
        metrics.open.set(++state.open);
        self.timers.signed.after(random.signing.draw(s.signTime), row);
      },
    },

    reply: {
      keys(self: Me, call, code) {
        const given = keyAnswered(self, call, code, keyLetter(self.settings, ownMs(self)));
        if (given) takeKey(self, given);
        else answerWaiting(self);
      },
    },

    timers: {
      askKey: ask,
      renewKey: ask,
      keyUnanswered(self: Me) {
        keyUnanswered(self);
        answerWaiting(self);
      },
      signed(self: Me, row) {
        const { state, messages, settings: s } = self;
        if (suits(state.holder.key, s) || state.holder.call < 0) sign(self, row);
        else messages.pushBack(state.waiting, row);
      },
      expired(self: Me, place) {
        const { state, metrics } = self;
        const one = state.signed[place]!;
        if (one.dead) return;
        one.valid--;
        metrics.validLinks.set(--state.valid);
        metrics.expiredLinks.add();
      },
    },

    acts: {
      refreshKey: { begin: ask },
      skew: {
        begin(self: Me, { by, clockIs }: { by: number; clockIs: Settings['clockIs'] }) {
          self.state.skew = clockIs === 'ahead' ? by : -by;
          showClock(self);
        },
        end(self: Me) {
          self.state.skew = null;
          showClock(self);
        },
      },
      outage: goingDown<Me>(),
    },

    reconfigure(self: Me) {
      showClock(self);
      if (self.state.holder.begun && wantedBy(self.settings) !== self.state.wanted) ask(self);
    },
  },

  check(s) {
    const faults: { setting: keyof typeof settings; expected: string }[] = [];
    if (s.storedPolicy !== null && s.kind !== 'service')
      faults.push({ setting: 'storedPolicy', expected: 'none: only links of the kind service can name one' });
    const fault = formFault(s);
    if (fault !== null) faults.push({ setting: settingOf(fault), expected: fault });
    return faults;
  },

  why,

  status: ({ metrics, rates }) => {
    if (metrics.up === 0) return { mood: 'down', word: 'down' };
    if (rates.failed > 0) return { mood: 'failing', word: 'no key' };
    if (metrics.clockOff > 0) return { mood: 'busy', word: 'clock is off' };
    return rates.issued > 0 || metrics.open > 0
      ? { mood: 'busy', word: 'signing' }
      : { mood: 'calm', word: metrics.keyGeneration > 0 ? 'ready' : 'no key yet' };
  },
});

/** Nobody has given it a key: who waits for a link gets none. */
function answerWaiting(self: Me): void {
  const { state, messages } = self;
  for (let row = messages.shift(state.waiting); row >= 0; row = messages.shift(state.waiting))
    sign(self, row);
}

const SETTING_OF = { sp: 'permissions', se: 'lifetime', sip: 'ip', sv: 'version' } as const;

/** The setting behind the field that a fault begins with. */
function settingOf(fault: string): keyof typeof settings {
  const field = /^[a-z]+/.exec(fault)?.[0] ?? '';
  return Object.hasOwn(SETTING_OF, field) ? SETTING_OF[field as keyof typeof SETTING_OF] : 'kind';
}
