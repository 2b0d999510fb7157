/** The smallest account that really checks who comes: for tests of those who sign links and those who use them. */
import { outcome } from '../../src/engine/outcome.ts';
import type { PartSpec, Self } from '../../src/engine/part.ts';
import { definePart, type SettingsOf, type SettingsSpec } from '../../src/parts/contract.ts';
import { addressOf } from '../../src/rules/azure/address.ts';
import { attributeOf } from '../../src/rules/azure/crate.ts';
import { newAccount, rotated, type SasAccount, withPolicies } from '../../src/rules/azure/sas/account.ts';
import { authorize } from '../../src/rules/azure/sas/authorize.ts';
import { handOut } from '../../src/rules/azure/sas/handOut.ts';
import { BLOB_OPERATIONS, type BlobOperation } from '../../src/rules/azure/sas/permissions.ts';
import { msOfTick } from '../../src/rules/azure/sas/times.ts';
import { readSasUrl } from '../../src/rules/azure/sas/token.ts';
import { type Letter, letterOf } from '../../src/rules/letter.ts';
import type { ServiceError } from '../../src/rules/serviceError.ts';

const settings = {
  lies: { type: 'choice', default: 'online', choices: ['online', 'archive'], says: 'Where.', source: 'test' },
  rehydrates: { type: 'duration', default: '1h', min: '0s', max: '7d', says: 'How long.', source: 'test' },
  takes: { type: 'distribution', default: '0s', says: 'Time to the answer.', source: 'test' },
  /** Of the policy `readers` of the container scans. */
  policy: {
    type: 'text',
    default: null,
    pattern: /^[a-z]+$/,
    expected: 'letters',
    says: 'What.',
    source: 'test',
  },
} as const satisfies SettingsSpec;

const spec = {
  kind: 'small-storage',
  ports: {
    get: { side: 'in', protocol: 'request', says: 'requests' },
    manage: { side: 'in', protocol: 'request', says: 'requests' },
    keys: { side: 'in', protocol: 'request', says: 'keys' },
  },
  metrics: { calls: { type: 'counter', unit: 'calls', says: 'calls that came' } },
  timers: ['done'],
  streams: ['work'],
} as const satisfies PartSpec;

export interface SmallStorageState {
  sas: SasAccount;
  /** When it is out of Archive, -1 while nobody has asked. */
  due: number;
  /** What came, and what became of it. */
  log: { at: number; says: string; code: string; because: string }[];
}
type Me = Self<typeof spec, SmallStorageState, SettingsOf<typeof settings>>;

const ARCHIVED: ServiceError = {
  code: 'BlobArchived',
  message: 'This operation is not permitted on an archived blob.',
  status: 409,
};

/** The error, or null; beside it what the rules say to it. */
function refusal(self: Me, call: number, letter: Letter): { error: ServiceError; because: string } | null {
  const { state, now } = self;
  const url = attributeOf(letter, 'url');
  const key = attributeOf(letter, 'accountKey');
  if (url === null) {
    if (key !== null && state.sas.keys.some(({ value }) => value === key)) return null;
    const error = { code: 'AuthenticationFailed', message: 'No such key.', status: 403 };
    return { error, because: 'No such key.' };
  }
  const place = readSasUrl(url.includes('?') ? url : `${url}?sv=0`);
  if (!place.ok) throw new Error(`${url}: expected ${place.expected}`);
  const asked = addressOf(letter, self.messages.request[call]!);
  if (place.value.blob !== asked.blob) throw new Error(`${url} is not for ${asked.blob}.`);
  const decision = authorize(
    {
      operation: operationOf(letter),
      container: place.value.container,
      ...(place.value.blob !== undefined && { blob: place.value.blob }),
      exists: true,
      protocol: place.value.protocol,
      ip: attributeOf(letter, 'ip') ?? '192.0.2.1',
      nowMs: msOfTick(now),
      token: url.includes('?') ? place.value.token : null,
    },
    state.sas,
  );
  return decision.ok ? null : { error: decision.error, because: decision.because };
}

function operationOf(letter: Letter): BlobOperation {
  const says = attributeOf(letter, 'operation') ?? 'Get Blob';
  return (Object.keys(BLOB_OPERATIONS) as BlobOperation[]).find(
    (name) => BLOB_OPERATIONS[name].says === says,
  )!;
}

function take(self: Me, call: number): void {
  self.metrics.calls.add();
  self.timers.done.after(self.random.work.draw(self.settings.takes), call);
}

export const smallStorage = definePart({
  title: 'Small storage',
  says: 'Checks who comes.',
  shelf: 'stores',
  spec,
  settings,
  acts: {
    rotate: {
      title: 'Rotate',
      says: 'A new key.',
      lasts: false,
      settings: {
        key: { type: 'choice', default: 'key1', choices: ['key1', 'key2'], says: 'Which.', source: 'test' },
      },
    },
    revoke: { title: 'Revoke', says: 'No policy any more.', lasts: false, settings: {} },
  },
  behaviour: {
    state(s: SettingsOf<typeof settings>): SmallStorageState {
      const account = newAccount('basement', { policyDelayMs: 0 });
      const made =
        s.policy === null ? null : withPolicies(account, 'scans', [{ id: 'readers', sp: s.policy }], 0);
      return { sas: made?.ok ? made.value : account, due: -1, log: [] };
    },
    receive: {
      get: take,
      manage: take,
      keys(self: Me, call) {
        const out = handOut(self.state.sas, letterOf(self.contentOf(call)));
        if (!out.ok) return self.reply(call, outcome.invalid, out.error);
        self.state.sas = out.account;
        self.reply(call, outcome.ok, out.answer);
      },
    },
    timers: {
      done(self: Me, call) {
        const { state, settings: s, now } = self;
        const letter = letterOf(self.contentOf(call));
        const says = attributeOf(letter, 'operation') ?? 'Get Blob';
        const log = (code: string, because = ''): void =>
          void state.log.push({ at: now, says, code, because });
        const refused = refusal(self, call, letter);
        if (refused) {
          log(refused.error.code, refused.because);
          return self.reply(call, outcome.refused, { ...refused.error, because: refused.because });
        }
        const isOnline = s.lies === 'online' || (state.due >= 0 && now >= state.due);
        if (says === 'Set Blob Tier') {
          if (state.due < 0) state.due = now + s.rehydrates;
          log(`${attributeOf(letter, 'tier')} ${attributeOf(letter, 'priority')}`);
        } else if (!isOnline) {
          log('BlobArchived');
          return self.reply(call, outcome.conditionFailed, ARCHIVED);
        } else log('ok');
        self.reply(call, outcome.ok, { body: 'a page', size: 1234 });
      },
    },
    acts: {
      rotate: {
        begin(self: Me, { key }: { key: 'key1' | 'key2' }) {
          self.state.sas = rotated(self.state.sas, key);
        },
      },
      revoke: {
        begin(self: Me) {
          const after = withPolicies(self.state.sas, 'scans', [], msOfTick(self.now));
          if (after.ok) self.state.sas = after.value;
        },
      },
    },
  },
  status: () => ({ mood: 'calm', word: 'idle' }),
});
