import type { ActSpec, SettingsSpec } from '../contract.ts';
import { keySettings } from '../keyHolder.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const SAS = 'https://learn.microsoft.com/azure/storage/common/storage-sas-overview';
const KEYS = 'https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage';
const REHYDRATE = 'https://learn.microsoft.com/azure/storage/blobs/archive-rehydrate-overview';
const SET_TIER = 'https://learn.microsoft.com/rest/api/storageservices/set-blob-tier';

export const settings = {
  credential: {
    type: 'choice',
    default: 'SAS',
    choices: ['SAS', 'account key', 'none'],
    says: 'What it shows the account: a link that somebody signed for it, the key of the whole account, or nothing.',
    source: `${SAS}; for the account's key see ${KEYS}`,
  },
  operation: {
    type: 'choice',
    default: 'Get Blob',
    choices: ['Get Blob', 'Put Blob', 'Delete Blob', 'List Blobs'],
    says: 'What it does with a blob, where the request itself does not say.',
    source: 'https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api',
  },
  keepsLinkFor: {
    type: 'optionalDuration',
    default: '30m',
    min: '1s',
    max: '3650d',
    says: 'How long it uses a link again for the same blob; none: it asks for one every time.',
    source: `${ASSUMPTION}: half as long as links last`,
  },
  askAgainOn403: {
    type: 'flag',
    default: true,
    says: 'Whether it asks for another link when one is refused, once.',
    source: `${ASSUMPTION}: Azure's libraries do not; a program may`,
  },
  onArchived: {
    type: 'choice',
    default: 'give up',
    choices: ['give up', 'rehydrate and wait'],
    says: 'What it does when the blob lies in Archive (409 BlobArchived).',
    source: REHYDRATE,
  },
  priority: {
    type: 'choice',
    default: 'Standard',
    choices: ['Standard', 'High'],
    says: 'How urgent it is to have a blob out of Archive (x-ms-rehydrate-priority).',
    source: SET_TIER,
  },
  rehydrateTo: {
    type: 'choice',
    default: 'Hot',
    choices: ['Hot', 'Cool', 'Cold'],
    says: 'Where a blob goes out of Archive (x-ms-access-tier).',
    source: SET_TIER,
  },
  checkEvery: {
    type: 'duration',
    default: '15m',
    min: '1s',
    max: '1d',
    says: 'How often it tries to read a blob that is on its way out of Archive.',
    source: ASSUMPTION,
  },
  waitAtMost: {
    type: 'duration',
    default: '1d',
    min: '1s',
    max: '365d',
    says: 'How long it waits for a blob out of Archive before it gives up.',
    source: `${ASSUMPTION}: longer than the 15 hours of ${REHYDRATE}`,
  },
  timeout: {
    type: 'optionalDuration',
    default: '100s',
    min: '1ms',
    max: '1d',
    says: 'How long it waits for one answer.',
    source: 'https://learn.microsoft.com/dotnet/api/azure.core.retryoptions.networktimeout',
  },
  protocol: {
    type: 'choice',
    default: 'https',
    choices: ['https', 'http'],
    says: 'How it calls the account.',
    source: SAS,
  },
  ip: {
    type: 'text',
    default: '198.51.100.7',
    pattern: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/,
    expected: 'an IPv4 address',
    says: 'From where it calls.',
    source: `${ASSUMPTION}: one of those kept for examples, https://www.rfc-editor.org/rfc/rfc5737`,
  },
  ...keySettings,
} as const satisfies SettingsSpec;

export const acts = {
  redeploy: {
    title: 'Start it anew',
    says: 'It forgets the links that it kept; one that carries the key of the account is given the key of now.',
    lasts: false,
    settings: {},
  },
} as const satisfies Record<string, ActSpec>;
