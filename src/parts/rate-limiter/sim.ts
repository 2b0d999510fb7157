import { emptyList, type List, NOT_YET } from '../../engine/messages.ts';
import { isGood, outcome } from '../../engine/outcome.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import {
  type Bucket,
  bucketOf,
  type Fill,
  refill,
  reserveTokens,
  takeTokens,
  wholeTokens,
} from '../../rules/tokenBucket.ts';
import { type ActSpec, definePart, type SettingsOf, type SettingsSpec, type View } from '../contract.ts';
import { handBack, handOn } from '../handOn.ts';
import { failAct, failing, goingDown, outageAct, turnsAway } from '../hurts.ts';
import { station } from './station.ts';
import { why } from './why.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/';
const API_GATEWAY = `${GUIDE}api-gateway-request-throttling.html`;

export const settings = {
  rate: {
    type: 'rate',
    default: '100/s',
    min: '1/d',
    max: '1000000/s',
    says: 'New tokens a second: the rate that gets through for long.',
    source: `${ASSUMPTION}; API Gateway gives an account 10,000 a second: ${GUIDE}limits.html`,
  },
  burst: {
    type: 'count',
    default: 50,
    min: 1,
    max: 100_000,
    unit: 'tokens',
    says: 'Most tokens the bucket holds, and what it starts with: so many may pass at once.',
    source: `${ASSUMPTION}: half a second of the rate, as API Gateway gives 5,000 to 10,000 a second: ${GUIDE}limits.html`,
  },
  cost: {
    type: 'count',
    default: 1,
    min: 1,
    max: 100_000,
    unit: 'tokens',
    says: 'Tokens that one request takes.',
    source: API_GATEWAY,
  },
  onEmpty: {
    type: 'choice',
    default: 'refuse',
    choices: ['refuse', 'wait'],
    says: 'A request that finds too few tokens: answered with 429 at once, or held until there are enough.',
    source: `${API_GATEWAY}: over the limit is answered with 429`,
  },
  queue: {
    type: 'count',
    default: 100,
    min: 0,
    max: 1_000_000,
    unit: 'requests',
    says: 'How many may be held, when they wait; the next one is answered with 429.',
    source: ASSUMPTION,
  },
} as const satisfies SettingsSpec;
export type Settings = SettingsOf<typeof settings>;

export const acts = {
  outage: outageAct,
  fail: failAct('A share of requests is answered with 500 at once, and takes no token.', 'requests'),
} as const satisfies Record<string, ActSpec>;

export const spec = {
  kind: 'rate-limiter',
  ports: {
    in: { side: 'in', protocol: 'request', through: 'out', says: 'requests to let through' },
    out: { side: 'out', protocol: 'request', required: true, says: 'who is protected' },
  },
  metrics: {
    tokens: { type: 'level', unit: 'tokens', says: 'whole tokens in the bucket' },
    waiting: { type: 'level', unit: 'requests', says: 'requests held until there are tokens' },
    open: { type: 'level', unit: 'requests', says: 'requests let through and not answered yet' },
    up: { type: 'level', unit: 'limiters', says: '1 while it listens' },
    passed: { type: 'counter', unit: 'requests', says: 'requests let through' },
    throttled: { type: 'counter', unit: 'requests', says: 'requests answered with 429' },
    failed: { type: 'counter', unit: 'requests', says: 'requests answered badly, those with 429 left out' },
    wait: { type: 'timing', unit: 'time', says: 'wait for tokens of those let through' },
  },
  timers: ['enough', 'refill'],
  streams: ['faults'],
} as const satisfies PartSpec;

export interface State {
  bucket: Bucket;
  fill: Fill;
  /** `step` of a row is what it has reserved, in tokens. */
  waiting: List;
  open: number;
  /** Whether a timer is set that shows the bucket filling up, and which. */
  filling: boolean;
  nextShown: number;
  down: boolean;
  failShare: number;
}

type Me = Self<typeof spec, State, Settings>;
export type LimiterView = View<typeof settings, typeof spec>;

/** Steps in which an unused bucket is seen to fill: enough for the eye, few for the event list. */
const STEPS_SHOWN = 20;

function showTokens(self: Me): void {
  const { bucket, fill } = self.state;
  self.metrics.tokens.set(wholeTokens(bucket, fill));
  if (self.state.filling || fill.credit === bucket.full) return;
  self.state.filling = true;
  const step = Math.max(bucket.token, bucket.full / STEPS_SHOWN) / bucket.perTick;
  self.state.nextShown = self.timers.refill.after(Math.max(1, Math.ceil(step)));
}

function letThrough(self: Me, row: number): void {
  const { state, messages } = self;
  messages.startedAt[row] = self.now;
  self.metrics.wait.record(self.now - messages.arrivedAt[row]!);
  self.metrics.passed.add();
  self.metrics.open.set(++state.open);
  handOn(self, row, self.ports.out);
}

function hold(self: Me, row: number): void {
  const { state, messages, settings: s } = self;
  messages.startedAt[row] = NOT_YET;
  messages.pushBack(state.waiting, row);
  messages.step[row] = s.cost;
  self.metrics.waiting.set(state.waiting.length);
  const wait = reserveTokens(state.bucket, state.fill, self.now, s.cost);
  messages.calleeTimer[row] = self.timers.enough.after(wait, row);
}

/** The bucket keeps its tokens, as far as they fit; those who wait for tokens get them at the new rate. */
function reconfigure(self: Me): void {
  const { state, messages, settings: s } = self;
  const { bucket: before, fill } = state;
  refill(before, fill, self.now);
  const bucket = bucketOf(s.rate, s.burst);
  fill.credit = Math.min(bucket.full, Math.round((fill.credit / before.token) * bucket.token));
  state.bucket = bucket;
  const rows: number[] = [];
  for (let row = state.waiting.head; row >= 0; row = messages.next[row]!) rows.push(row);
  let credit = fill.credit + bucket.token * rows.reduce((sum, row) => sum + messages.step[row]!, 0);
  for (const row of rows) {
    credit -= bucket.token * messages.step[row]!;
    self.cancel(messages.calleeTimer[row]!);
    messages.calleeTimer[row] = self.timers.enough.after(Math.ceil(-credit / bucket.perTick), row);
  }
  self.cancel(state.nextShown);
  state.filling = false;
  showTokens(self);
}

export const rateLimiter = definePart({
  title: 'Rate limiter',
  says: 'A token bucket: each request takes a token, and new ones come at a fixed rate.',
  shelf: 'between',
  portrait: { tokens: 31, up: 1 },
  spec,
  settings,
  acts,
  instant: true,
  station,
  behaviour: {
    state: (s: Settings): State => {
      const bucket = bucketOf(s.rate, s.burst);
      return {
        bucket,
        fill: { credit: bucket.full, at: 0 },
        waiting: emptyList(),
        open: 0,
        filling: false,
        nextShown: -1,
        down: false,
        failShare: 0,
      };
    },

    start(self: Me) {
      self.metrics.up.set(1);
      showTokens(self);
    },

    receive: {
      in(self: Me, row) {
        const { state, settings: s } = self;
        if (turnsAway(self, row)) return;
        if (takeTokens(state.bucket, state.fill, self.now, s.cost)) letThrough(self, row);
        else if (s.onEmpty === 'wait' && state.waiting.length < s.queue) hold(self, row);
        else {
          self.metrics.throttled.add();
          self.reply(row, outcome.throttled);
        }
        showTokens(self);
      },
    },

    reply: {
      out(self: Me, call, code) {
        self.metrics.open.set(--self.state.open);
        if (!isGood(code)) self.metrics.failed.add();
        self.reply(handBack(self, call), code);
      },
    },

    timers: {
      enough(self: Me, row) {
        const { waiting } = self.state;
        self.messages.remove(waiting, row);
        self.metrics.waiting.set(waiting.length);
        letThrough(self, row);
      },
      refill(self: Me) {
        self.state.filling = false;
        refill(self.state.bucket, self.state.fill, self.now);
        showTokens(self);
      },
    },

    acts: { outage: goingDown<Me>(), fail: failing<Me>() },

    reconfigure,
  },

  check: (s) =>
    s.onEmpty === 'refuse' && s.cost > s.burst
      ? [{ setting: 'cost', expected: `at most burst (${s.burst}): a bucket can never hold more` }]
      : [],

  why,

  status: ({ metrics, rates }) => {
    if (metrics.up === 0) return { mood: 'down', word: 'down' };
    if (rates.throttled > rates.passed) return { mood: 'failing', word: 'refusing' };
    if (rates.throttled > 0) return { mood: 'throttled', word: 'throttling' };
    if (metrics.waiting > 0) return { mood: 'throttled', word: 'holding back' };
    return rates.passed > 0 ? { mood: 'busy', word: 'letting through' } : { mood: 'calm', word: 'idle' };
  },
});
