/** For programs that hold a key of a storage account: they ask for it once, and keep it until somebody makes them ask again. */
import { TICKS_PER_SECOND } from '../engine/clock.ts';
import type { Counter } from '../engine/ledger.ts';
import { isGood } from '../engine/outcome.ts';
import type { Caller, PartSpec, Self, Timer } from '../engine/part.ts';
import { type KeyName, newAccount } from '../rules/azure/sas/account.ts';
import { type GivenKey, handOut, keyIn } from '../rules/azure/sas/handOut.ts';
import type { Letter } from '../rules/letter.ts';
import type { SettingsSpec } from './contract.ts';

export const keySettings = {
  account: {
    type: 'text',
    default: 'basement',
    pattern: /^[a-z0-9]{3,24}$/,
    expected: 'the name of a storage account: 3 to 24 small letters and digits',
    says: 'Whose key it is; where the account at `keys` says its own name, that one counts.',
    source: 'https://learn.microsoft.com/azure/storage/common/storage-account-overview',
  },
  keyName: {
    type: 'choice',
    default: 'key1',
    choices: ['key1', 'key2'],
    says: 'Which of the two keys of the account: there are two so that one can be rotated while the other is used.',
    source: 'https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage',
  },
} as const satisfies SettingsSpec;

export interface KeyHolder {
  key: GivenKey | null;
  /** The call that asks for one, -1 while none does. */
  call: number;
  /** Timer until it asks again after a bad answer, -1 without one. */
  again: number;
  /** Whether it has begun: what is set in the first moment comes before. */
  begun: boolean;
}

export const noKey = (): KeyHolder => ({ key: null, call: -1, again: -1, begun: false });

/** A key that nobody answers for is asked for again after as long. */
const AGAIN = 5 * TICKS_PER_SECOND;
const UNANSWERED = 30 * TICKS_PER_SECOND;

type Holding = Pick<
  Self<
    PartSpec,
    { readonly holder: KeyHolder },
    { readonly account: string | null; readonly keyName: KeyName }
  >,
  'state' | 'settings' | 'messages' | 'contents' | 'contentOf' | 'cancel' | 'abandon'
> & {
  readonly ports: { readonly keys: Caller };
  readonly timers: { readonly askKey: Timer; readonly keyUnanswered: Timer };
  readonly metrics: { readonly keyRequests: Counter };
};

/** Asks, whatever it has or has asked before. @returns a key that it need not wait for, null while it does */
export function askForKey(self: Holding, letter: Letter): GivenKey | null {
  const { state, messages, ports } = self;
  stopAsking(self);
  state.holder.begun = true;
  if (ports.keys.wires === 0) {
    state.holder.key = configured(self, letter);
    return state.holder.key;
  }
  self.metrics.keyRequests.add();
  const call = ports.keys.call(-1);
  messages.content[call] = self.contents.place(letter);
  messages.callerTimer[call] = self.timers.keyUnanswered.after(UNANSWERED, call);
  state.holder.call = call;
  return null;
}

export function stopAsking(self: Holding): void {
  const { holder } = self.state;
  self.cancel(holder.again);
  holder.again = -1;
  if (holder.call < 0) return;
  self.cancel(self.messages.callerTimer[holder.call]!);
  self.abandon(holder.call);
  holder.call = -1;
}

/** The answer has come. @param letter what was asked @returns the key, null where there is none yet */
export function keyAnswered(self: Holding, call: number, code: number, letter: Letter): GivenKey | null {
  const { holder } = self.state;
  self.cancel(self.messages.callerTimer[call]!);
  holder.call = -1;
  if (!isGood(code)) {
    holder.again = self.timers.askKey.after(AGAIN);
    return null;
  }
  holder.key = keyIn(self.contentOf(call), self.settings.account ?? '') ?? configured(self, letter);
  return holder.key;
}

/** Nobody has answered. */
export function keyUnanswered(self: Holding): void {
  stopAsking(self);
  self.state.holder.again = self.timers.askKey.after(AGAIN);
}

/** What somebody once copied into its configuration: a key as it was when the account was made. */
function configured(self: Holding, letter: Letter): GivenKey | null {
  const account = newAccount(self.settings.account ?? '');
  const made = handOut(account, letter);
  return made.ok ? keyIn(made.answer, account.name) : null;
}

/** Which key it is, as a level: 0 for none. */
export function generationOf({ key }: KeyHolder): number {
  if (key === null) return 0;
  return key.sort === 'account' ? key.key.generation : 1;
}
