/** What somebody wants a shared access signature to say, as a form has it, and the values that follow from it. */

import type { DelegationKey, KeyName, StoredPolicy } from '../rules/azure/sas/account.ts';
import { readAddresses } from '../rules/azure/sas/fields.ts';
import {
  inOrder,
  LETTERS,
  type LetterSet,
  letterSet,
  readPermissions,
} from '../rules/azure/sas/permissions.ts';
import { DAY_MS, momentText, readMoment } from '../rules/azure/sas/times.ts';
import { type Sas, type SasKind, SV_DELEGATION, SV_LAST } from '../rules/azure/sas/values.ts';

export interface SasForm {
  readonly kind: SasKind;
  readonly container: string;
  /** Empty: the whole container. */
  readonly blob: string;
  /** Letters in their order. */
  readonly permissions: string;
  /** Moments as a token has them; an empty start: at once. */
  readonly start: string;
  readonly expiry: string;
  readonly protocol: 'https' | 'https,http';
  /** Empty: from anywhere. */
  readonly ip: string;
  /** A stored access policy; empty: none. */
  readonly policy: string;
  readonly key: KeyName;
  readonly version: string;
  /** Of an account SAS: services and resource types. */
  readonly services: string;
  readonly types: string;
}

export const HOUR_MS = 3_600_000;

/** The versions at which the string to sign changes. */
export const VERSIONS: readonly string[] = [
  SV_LAST,
  '2025-07-05',
  '2020-12-06',
  '2020-02-10',
  SV_DELEGATION,
  '2015-04-05',
];

export const versionsOf = (kind: SasKind): readonly string[] =>
  kind === 'userDelegation' ? VERSIONS.filter((version) => version >= SV_DELEGATION) : VERSIONS;

export const KINDS = [
  { value: 'service', label: 'Service SAS' },
  { value: 'account', label: 'Account SAS' },
  { value: 'userDelegation', label: 'User delegation SAS' },
] as const;

/** To read one blob, until then. */
export function firstForm(container: string, blob: string, untilMs: number): SasForm {
  return {
    kind: 'service',
    container,
    blob,
    permissions: 'r',
    start: '',
    expiry: momentText(untilMs),
    protocol: 'https',
    ip: '',
    policy: '',
    key: 'key1',
    version: SV_LAST,
    services: 'b',
    types: 'o',
  };
}

export const lettersOf = (form: SasForm): LetterSet => letterSet(form.kind, form.blob === '' ? 'c' : 'b');

/** The letters that may be ticked, in their order. */
export function choices(form: SasForm): readonly string[] {
  const set = lettersOf(form);
  return [...LETTERS[set]].filter((letter) => readPermissions(letter, set, form.version).ok);
}

/** The form with something else in it, and what no longer goes together with that put right. */
export function changed(form: SasForm, to: Partial<SasForm>): SasForm {
  const next = { ...form, ...to };
  const version = versionsOf(next.kind).includes(next.version) ? next.version : SV_LAST;
  const policy = next.kind === 'service' && next.container === form.container ? next.policy : '';
  const sound = { ...next, version, policy: to.policy ?? policy };
  const letters = choices(sound);
  const kept = [...sound.permissions].filter((letter) => letters.includes(letter)).join('');
  return { ...sound, permissions: inOrder(kept, lettersOf(sound)) };
}

/** What a policy says may not stand in the token as well. */
export const leftTo = (policy: StoredPolicy | null) => ({
  start: policy?.st !== undefined,
  expiry: policy?.se !== undefined,
  permissions: policy?.sp !== undefined,
});

/** Who signs as a user, in this lab: the ids stand for nobody. */
export const SIGNER = {
  skoid: '7c1e0f7a-52b1-4d0e-9a52-0c6a1c0f5e11',
  sktid: 'b4d8f6c2-9e3a-4b57-8f10-2d7c5a9e6b33',
} as const;

/** As it is asked for at that moment: for the seven days that Azure allows. */
export function askedKey(form: SasForm, nowMs: number): Omit<DelegationKey, 'value' | 'sks'> {
  const from = Math.floor(nowMs / 1000) * 1000;
  return { ...SIGNER, skt: momentText(from), ske: momentText(from + 7 * DAY_MS), skv: form.version };
}

/** @param key of a user; null where an account's key signs */
export function sasOf(
  form: SasForm,
  account: string,
  policy: StoredPolicy | null,
  key: DelegationKey | null,
): Sas {
  const left = leftTo(policy);
  const bounds = {
    sv: form.version,
    ...said('sp', left.permissions ? '' : form.permissions),
    ...said('st', left.start ? '' : form.start.trim()),
    ...said('se', left.expiry ? '' : form.expiry.trim()),
    ...said('sip', form.ip.trim()),
    ...said('spr', form.protocol),
  };
  if (form.kind === 'account')
    return { ...bounds, kind: 'account', account, ss: form.services, srt: form.types };
  const place = {
    account,
    container: form.container,
    ...said('blob', form.blob),
    sr: form.blob === '' ? ('c' as const) : ('b' as const),
  };
  if (key === null) return { ...bounds, ...place, kind: 'service', ...said('si', form.policy) };
  const { skoid, sktid, skt, ske, sks, skv } = key;
  return { ...bounds, ...place, kind: 'userDelegation', skoid, sktid, skt, ske, sks, skv };
}

const said = <K extends string>(name: K, value: string): { readonly [N in K]?: string } =>
  (value === '' ? {} : { [name]: value }) as { readonly [N in K]?: string };

const MOMENT = 'a time in UTC such as 2026-01-01T12:00:00Z';

/** What is written in a form and cannot be right, by field; the service says the same when it is asked. */
export function problemsOf(form: SasForm): Readonly<Partial<Record<keyof SasForm, string>>> {
  const start = form.start.trim();
  const expiry = form.expiry.trim();
  return {
    ...(start !== '' && !readMoment(start).ok && { start: `Expected ${MOMENT}.` }),
    ...(expiry !== '' && !readMoment(expiry).ok && { expiry: `Expected ${MOMENT}.` }),
    ...(form.ip.trim() !== '' &&
      readAddresses(form.ip.trim()) === null && {
        ip: 'Expected an address such as 192.0.2.1, or two with a hyphen.',
      }),
  };
}
