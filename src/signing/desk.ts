/** The desk's own state: what somebody wants to sign, the link that came of it, and what they made of its address. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { REQUESTS, type Sent } from './answer.ts';
import { changed, firstForm, HOUR_MS, type SasForm } from './form.ts';
import { type Link, type Overwritten, signed } from './link.ts';
import type { World } from './world.ts';

export interface DeskState {
  readonly form: SasForm;
  readonly overwritten: Overwritten;
  readonly link: Link;
  /** The link's address, as somebody has changed it. */
  readonly address: string;
  readonly sent: Sent;
}

export interface SigningDeskStore {
  readonly store: StoreApi<DeskState>;
  /** Signs anew: whatever was changed in the address is forgotten. */
  fill(to: Partial<SasForm>): void;
  /** Writes over a line of the string; another signature comes of it, and the same values. */
  overwrite(name: string, value: string): void;
  /** With the key as it is now. */
  sign(): void;
  setAddress(address: string): void;
  ask(to: Partial<Sent>): void;
}

/** An address that somebody's computer may have: RFC 5737 keeps it for examples. */
const CALLER = '203.0.113.7';

/**
 * @param world as it stands whenever it is asked for
 * @param lastsMs how long the first link holds
 */
export function openSigning(
  world: () => World,
  first: { readonly container: string; readonly blob: string },
  lastsMs: number = HOUR_MS,
): SigningDeskStore {
  const { account, nowMs } = world();
  const form = firstForm(first.container, first.blob, nowMs + lastsMs);
  const link = signed(form, account, nowMs, {}, null);
  const store = createStore<DeskState>()(() => ({
    form,
    overwritten: {},
    link,
    address: link.url,
    sent: { operation: REQUESTS[0].value, ip: CALLER },
  }));

  function put(next: SasForm, overwritten: Overwritten, asksKey: boolean): void {
    const at = world();
    const { given } = store.getState().link;
    const made = signed(next, at.account, at.nowMs, overwritten, asksKey ? null : given);
    store.setState({ form: next, overwritten, link: made, address: made.url });
  }

  return {
    store,
    fill(to) {
      const before = store.getState().form;
      const next = changed(before, to);
      put(next, {}, next.kind !== before.kind || next.version !== before.version);
    },
    overwrite(name, value) {
      const { form: now, overwritten } = store.getState();
      put(now, { ...overwritten, [name]: value }, false);
    },
    sign: () => put(store.getState().form, {}, true),
    setAddress: (address) => store.setState({ address: address.replace(/[\r\n]/g, '') }),
    ask: (to) => store.setState({ sent: { ...store.getState().sent, ...to } }),
  };
}
