import { readPolicy } from '../../rules/azure/blob/lifecycleRead.ts';
import { REDUNDANCIES } from '../../rules/azure/blob/redundancy.ts';
import type { ActSpec, SettingsSpec } from '../contract.ts';
import { failAct, slowAct } from '../hurts.ts';
import { putFileAct } from './desk.ts';
import { POLICIES_DOCUMENT, readPolicies } from './policies.ts';
import { ASSUMED, PRICES_DOCUMENT, readPrices } from './prices.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const LEARN = 'https://learn.microsoft.com/azure/storage/';
const TARGETS = `${LEARN}common/scalability-targets-standard-account`;
const BLOB_TARGETS = `${LEARN}blobs/scalability-targets`;
const REHYDRATE = `${LEARN}blobs/archive-rehydrate-overview`;
const REDUNDANCY = `${LEARN}common/storage-redundancy`;
const FAILOVER = `${LEARN}common/storage-disaster-recovery-guidance`;
const EVENTS = 'https://learn.microsoft.com/azure/event-grid/event-schema-blob-storage';

export const OPEN = 'anonymous read';

export const settings = {
  account: {
    type: 'text',
    default: 'basement',
    pattern: /^[a-z0-9]{3,24}$/,
    expected: 'the name of an account: 3 to 24 small letters and digits',
    says: 'Its name: addresses begin with it, and its keys follow from it.',
    source: `${LEARN}common/storage-account-overview`,
    fixed: 'An account keeps its name.',
  },
  redundancy: {
    type: 'choice',
    default: 'LRS',
    choices: REDUNDANCIES,
    says: 'How many copies there are, and where; ZRS and its like have no Archive.',
    source: REDUNDANCY,
    fixed: 'Another redundancy is a migration of days, and those are not simulated.',
  },
  defaultTier: {
    type: 'choice',
    default: 'hot',
    choices: ['hot', 'cool', 'cold'],
    says: 'Where a block blob lies that was never told a tier.',
    source: `${LEARN}blobs/access-tiers-overview`,
    fixed:
      'Every blob that was never told a tier would move with it, and be charged for: that is not simulated.',
  },
  access: {
    type: 'choice',
    default: 'shared key or SAS',
    choices: ['shared key or SAS', OPEN],
    says: 'Whether whoever knows the address of a blob may read it without a token.',
    source: `${LEARN}blobs/anonymous-read-access-configure`,
  },
  lifecycle: {
    type: 'json',
    default: null,
    document: 'a lifecycle policy as Azure writes it, with its rules',
    read: readPolicy,
    says: 'What is moved and deleted by age. It runs at midnight UTC, for the first time at the next one.',
    source: `${LEARN}blobs/lifecycle-management-overview: up to 24 hours until a new policy acts; the hour is an ${ASSUMPTION}`,
  },
  lastAccessTracking: {
    type: 'flag',
    default: false,
    says: 'Whether the day of the last read is kept, for rules that ask for it.',
    source: `${LEARN}blobs/lifecycle-management-policy-configure`,
    fixed: 'What nobody has written down cannot be known later.',
  },
  storedPolicies: {
    type: 'json',
    default: null,
    document: POLICIES_DOCUMENT,
    read: readPolicies,
    says: 'What a service SAS may lean on, by container; a change takes up to 30 s to apply.',
    source: 'https://learn.microsoft.com/rest/api/storageservices/define-stored-access-policy',
  },
  standardRehydration: {
    type: 'distribution',
    default: 'uniform 1h..15h',
    says: 'From the request to bring a blob out of Archive to its being there, at standard priority; never more than 15 h.',
    source: `${ASSUMPTION} within ${REHYDRATE}: up to 15 hours`,
  },
  highRehydration: {
    type: 'distribution',
    default: 'uniform 10m..1h',
    says: 'The same at high priority, for blobs below 10 GB; never more than 1 h. Larger ones take as long as at standard priority.',
    source: `${ASSUMPTION} within ${REHYDRATE}: typically less than an hour for objects below 10 GB`,
  },
  latency: {
    type: 'distribution',
    default: 'lognormal 12ms cv 0.5',
    says: 'From a request to its answer; what it does, it does at the end of it.',
    source: `${ASSUMPTION}: milliseconds, as ${LEARN}blobs/access-tiers-overview has it for all tiers that are online`,
  },
  accountRequests: {
    type: 'rate',
    default: '20000/s',
    min: '1/m',
    max: '1000000/s',
    says: 'Requests that the account takes in a second; over it the answer is ServerBusy 503. Crates do not count.',
    source: TARGETS,
  },
  blobRequests: {
    type: 'rate',
    default: '500/s',
    min: '1/m',
    max: '100000/s',
    says: 'Requests that one blob takes in a second; over it the answer is ServerBusy 503.',
    source: BLOB_TARGETS,
  },
  blobBandwidth: {
    type: 'size',
    default: '60MB',
    min: '1kB',
    max: '100GB',
    says: 'Bytes a second into and out of one blob; what comes faster waits, and after 30 s it is given up with OperationTimedOut 500.',
    source: `${BLOB_TARGETS}; the 30 s are an ${ASSUMPTION}`,
  },
  replicationLag: {
    type: 'duration',
    default: '15m',
    min: '0s',
    max: '1d',
    says: 'How far the second region is behind: what was written since is lost in a failover.',
    source: `${REDUNDANCY}: typically less than 15 minutes, and nobody promises it`,
    fixed: 'What the second region lacks is written down with it.',
  },
  failoverTime: {
    type: 'duration',
    default: '30m',
    min: '0s',
    max: '7d',
    says: 'How long a failover takes; meanwhile nothing is answered.',
    source: `${ASSUMPTION} within ${FAILOVER}: typically less than one hour`,
  },
  eventDelay: {
    type: 'distribution',
    default: 'lognormal 1s cv 1',
    says: 'From what happened to a blob to its event.',
    source: `${ASSUMPTION}: near real time, as ${EVENTS} has it`,
  },
  prices: {
    type: 'json',
    default: ASSUMED,
    document: PRICES_DOCUMENT,
    read: readPrices,
    says: 'Price list in US dollars; what is left out keeps its default.',
    source: `${ASSUMPTION}: price lists change and differ by region`,
  },
} as const satisfies SettingsSpec;

/** At `events`: an event subscription each. */
export const eventWire = {
  events: {
    type: 'choice',
    default: 'all',
    choices: ['all', 'BlobCreated', 'BlobTierChanged', 'BlobDeleted'],
    says: 'Which events are told here.',
    source: EVENTS,
  },
  subjectBeginsWith: {
    type: 'text',
    default: null,
    pattern: /^[\x21-\x7e]{1,1024}$/,
    expected: 'none, or how the subject begins, such as /blobServices/default/containers/scans/',
    says: 'Only events whose subject begins like this; none: all.',
    source: 'https://learn.microsoft.com/azure/event-grid/event-filtering',
  },
} as const satisfies SettingsSpec;

const prefix = {
  type: 'text',
  default: 'scans/',
  pattern: /^[^\n]{1,1024}$/,
  expected: 'how the names begin: a container, a slash, and the start of the name',
  says: 'All blobs whose container and name begin like this.',
  source: ASSUMPTION,
} as const;

export const acts = {
  rotateKey: {
    title: 'Rotate an account key',
    says: 'The key is made anew, at once: whatever was signed with the old one is worth nothing.',
    lasts: false,
    settings: {
      key: {
        type: 'choice',
        default: 'key1',
        choices: ['key1', 'key2'],
        says: 'Which of the two.',
        source: `${LEARN}common/storage-account-keys-manage`,
      },
    },
  },
  revokePolicy: {
    title: 'Revoke a stored policy',
    says: 'The container loses the policy, and every token that leans on it loses its permissions; that takes up to 30 s.',
    lasts: false,
    settings: {
      container: {
        type: 'text',
        default: 'scans',
        pattern: /^[a-z0-9$-]{3,63}$/,
        expected: 'the name of a container',
        says: 'Whose policy.',
        source: ASSUMPTION,
      },
      policy: {
        type: 'text',
        default: 'readers',
        pattern: /^[^\n]{1,64}$/,
        expected: 'the id of a stored policy',
        says: 'Its id.',
        source: ASSUMPTION,
      },
    },
  },
  revokeUserKeys: {
    title: 'Revoke user delegation keys',
    says: 'All of them at once, for there is no way to revoke one; they are cached, so it takes about a minute.',
    lasts: false,
    settings: {},
  },
  rehydrate: {
    title: 'Bring it out of Archive',
    says: 'Everything archived under a prefix is set to another tier; it takes hours, and what had not stayed long enough is paid for.',
    lasts: false,
    settings: {
      prefix,
      tier: {
        type: 'choice',
        default: 'hot',
        choices: ['hot', 'cool', 'cold'],
        says: 'Where to.',
        source: REHYDRATE,
      },
      priority: {
        type: 'choice',
        default: 'Standard',
        choices: ['Standard', 'High'],
        says: 'High is dear and quick.',
        source: REHYDRATE,
      },
    },
  },
  deletePrefix: {
    title: 'Delete a prefix',
    says: 'Everything under a prefix is deleted, but what is leased; what had not stayed long enough is paid for.',
    lasts: false,
    settings: { prefix },
  },
  putFile: putFileAct,
  outage: {
    title: 'Lose the region',
    says: 'The first region does not answer. With RA- the second one can be read; writing needs a failover.',
    lasts: true,
    settings: {},
  },
  failOver: {
    title: 'Fail over',
    says: 'The second region becomes the only one, as LRS; what it had not got yet is lost. Without a second region nothing happens.',
    lasts: false,
    settings: {},
  },
  slow: slowAct('Requests that come meanwhile take longer.', 'time'),
  fail: failAct('A share of requests is answered with 500 InternalError.', 'requests'),
} as const satisfies Record<string, ActSpec>;
