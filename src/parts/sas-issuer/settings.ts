import type { ActSpec, SettingsSpec } from '../contract.ts';
import { outageAct } from '../hurts.ts';
import { keySettings } from '../keyHolder.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const SAS = 'https://learn.microsoft.com/azure/storage/common/storage-sas-overview';
const SERVICE = 'https://learn.microsoft.com/rest/api/storageservices/create-service-sas';
const POLICY = 'https://learn.microsoft.com/rest/api/storageservices/define-stored-access-policy';
const KEY = 'https://learn.microsoft.com/rest/api/storageservices/get-user-delegation-key';

/** No setting: the token says nothing of it, and a stored access policy has to. */
export const LEFT_OUT = 'none';

const clockIs = {
  type: 'choice',
  default: 'ahead',
  choices: ['ahead', 'behind'],
  says: 'Which way its clock is wrong.',
  source: ASSUMPTION,
} as const;

export const settings = {
  kind: {
    type: 'choice',
    default: 'service',
    choices: ['service', 'account', 'user delegation'],
    says: 'For blobs alone or for the account, signed with its key; or for blobs, signed with a key that Entra ID vouches for.',
    source: SAS,
  },
  resource: {
    type: 'choice',
    default: 'blob',
    choices: ['blob', 'container'],
    says: 'What a link opens: the one blob, or all that are in its container. A link of the account opens everything.',
    source: SERVICE,
  },
  permissions: {
    type: 'text',
    default: 'r',
    pattern: /^(?:none|[a-z]{1,15})$/,
    expected:
      'letters such as r, or rw, in the order racwdxltmeiyf; or none, where the stored policy says them',
    says: 'What a link allows: r read, w write, c create, d delete, l list, and so on.',
    source: SERVICE,
  },
  lifetime: {
    type: 'optionalDuration',
    default: '1h',
    min: '1s',
    max: '3650d',
    says: 'From the signing to the expiry; none, where the stored policy says when.',
    source: `${ASSUMPTION}: Azure's advice is as short as will do, ${SAS}`,
  },
  startsBefore: {
    type: 'optionalDuration',
    default: '15m',
    min: '0s',
    max: '7d',
    says: 'So long before the signing a link begins to hold, against clocks that are not quite right; none says no start at all.',
    source: SAS,
  },
  protocol: {
    type: 'choice',
    default: 'https',
    choices: ['https', 'https,http'],
    says: 'How a link may be used.',
    source: `${SAS}: HTTPS alone is Azure's advice`,
  },
  ip: {
    type: 'text',
    default: null,
    pattern: /^\d{1,3}(?:\.\d{1,3}){3}(?:-\d{1,3}(?:\.\d{1,3}){3})?$/,
    expected: 'none, or an IPv4 address, or two with a hyphen',
    says: 'From where a link may be used; none: from anywhere.',
    source: SERVICE,
  },
  storedPolicy: {
    type: 'text',
    default: null,
    pattern: /^[^\s&?#]{1,64}$/,
    expected: 'none, or the id of a stored access policy: 1 to 64 characters',
    says: 'A stored access policy of the container that a link refers to: who revokes it kills the links. Service links alone can.',
    source: POLICY,
  },
  ...keySettings,
  version: {
    type: 'text',
    default: '2026-04-06',
    pattern: /^\d{4}-\d{2}-\d{2}$/,
    expected: 'a version of the service such as 2020-12-06, from 2015-04-05 to 2026-04-06',
    says: 'The version of the service (sv), which decides what is signed.',
    source: SERVICE,
  },
  delegationKeyFor: {
    type: 'duration',
    default: '7d',
    min: '1m',
    max: '7d',
    says: 'How long a user delegation key lasts; a new one is asked for before it ends. A link dies with its key.',
    source: KEY,
  },
  clockSkew: {
    type: 'duration',
    default: '0s',
    min: '0s',
    max: '7d',
    says: 'How far its own clock is off.',
    source: ASSUMPTION,
  },
  clockIs,
  signTime: {
    type: 'distribution',
    default: 'uniform 1ms..5ms',
    says: 'Time to check who asks, and to sign.',
    source: `${ASSUMPTION}: the signature itself takes microseconds`,
  },
} as const satisfies SettingsSpec;

export const acts = {
  refreshKey: {
    title: 'Ask for the key again',
    says: 'It asks the account for its key, and signs with the one that it gets.',
    lasts: false,
    settings: {},
  },
  skew: {
    title: 'Put its clock wrong',
    says: 'Links are signed by a clock that is off, until the act ends.',
    lasts: true,
    settings: {
      by: {
        type: 'duration',
        default: '20m',
        min: '0s',
        max: '7d',
        says: 'How far its clock is off meanwhile.',
        source: ASSUMPTION,
      },
      clockIs,
    },
  },
  outage: outageAct,
} as const satisfies Record<string, ActSpec>;
