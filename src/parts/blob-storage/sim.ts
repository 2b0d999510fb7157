import { outcome } from '../../engine/outcome.ts';
import { zeroPerTier } from '../../rules/azure/blob/bill.ts';
import { newShelves } from '../../rules/azure/blob/cohorts.ts';
import { newLoad } from '../../rules/azure/blob/scale.ts';
import { newAccount } from '../../rules/azure/blob/store.ts';
import type { OnlineTier, Priority } from '../../rules/azure/blob/types.ts';
import { untilReading } from '../../rules/azure/meter.ts';
import {
  type KeyName,
  newAccount as newSasAccount,
  POLICY_DELAY_MS,
  rotated,
  withKeysRevoked,
} from '../../rules/azure/sas/account.ts';
import { msOfTick } from '../../rules/azure/sas/times.ts';
import { definePart } from '../contract.ts';
import { failing, slowing } from '../hurts.ts';
import { revoke, setPolicies } from './access.ts';
import { deleteAll, rehydrateAll } from './byHand.ts';
import { midnight, untilMidnight } from './daily.ts';
import { desk, putFile } from './desk.ts';
import { errors } from './errors.ts';
import { tell, told } from './events.ts';
import { land } from './landing.ts';
import { closeBill, NOTHING_SPENT, newStock, settle, show } from './money.ts';
import { inForce } from './policies.ts';
import { beginFailover, finishFailover, loseRegion, regainRegion } from './region.ts';
import { done, giveKey, receive, targetsOf } from './requests.ts';
import { acts, eventWire, settings } from './settings.ts';
import { type Me, type Settings, type State, spec } from './spec.ts';
import { why } from './why.ts';

export type { Settings, State, StorageView } from './spec.ts';

function newState(s: Settings): State {
  const name = `${s.account}`;
  const { redundancy, defaultTier, lastAccessTracking: tracksAccess, replicationLag: lag } = s;
  // What a scenario begins with applies already.
  const long = msOfTick(0) - POLICY_DELAY_MS;
  const sas = inForce(newSasAccount(name), s.storedPolicies ?? {}, long);
  return {
    account: newAccount({ name, redundancy, defaultTier, tracksAccess, lag }),
    sas: sas.ok ? sas.value : newSasAccount(name),
    shelves: newShelves(),
    single: zeroPerTier(),
    crates: newStock(),
    rising: [],
    nextRising: 0,
    heldBack: [],
    recent: [],
    metered: 0,
    closed: NOTHING_SPENT,
    billed: 0,
    load: newLoad(targetsOf(s)),
    moved: false,
    failingOver: false,
    downSince: 0,
    cutOff: 0,
    open: 0,
    pending: 0,
    slow: 1,
    failShare: 0,
    down: false,
  };
}

export const blobStorage = definePart({
  title: 'Storage account',
  says: 'Blobs in containers: four tiers with their prices, a policy that moves what grows old, and signed addresses.',
  shelf: 'stores',
  charted: 'monthlyTotal',
  portrait: {
    hotBlobs: 900,
    hotBytes: 4e9,
    coolBlobs: 700,
    coolBytes: 3e9,
    coldBlobs: 500,
    coldBytes: 2e9,
    archiveBlobs: 1800,
    archiveBytes: 8e9,
    pendingRehydrations: 12,
    monthlyHot: 0.07,
    monthlyCool: 0.03,
    monthlyArchive: 0.01,
    monthlyTotal: 0.11,
    up: 1,
  },
  spec,
  settings,
  wires: { events: eventWire },
  acts,
  errors,
  behaviour: {
    state: newState,

    start(self: Me) {
      self.metrics.up.set(1);
      self.timers.meter.after(untilReading(self.now));
      self.timers.midnight.after(untilMidnight(self.now));
    },

    receive: {
      put: receive('Put Blob'),
      get: receive('Get Blob'),
      manage: receive('Delete Blob'),
      keys: giveKey,
    },

    reply: {
      events(self: Me, call, code) {
        self.cancel(self.messages.callerTimer[call]!);
        told(self, self.parentOf(call), code);
      },
    },

    timers: {
      done,
      tell,
      unanswered(self: Me, call) {
        const row = self.parentOf(call);
        self.abandon(call);
        told(self, row, outcome.timedOut);
      },
      rehydrated: land,
      midnight,
      meter(self: Me) {
        settle(self);
        show(self);
        self.timers.meter.after(untilReading(self.now));
      },
      failedOver: finishFailover,
    },

    acts: {
      rotateKey: {
        begin({ state }: Me, { key }: { key: KeyName }) {
          state.sas = rotated(state.sas, key);
        },
      },
      revokePolicy: {
        begin(self: Me, { container, policy }: { container: string; policy: string }) {
          revoke(self, container, policy);
        },
      },
      revokeUserKeys: {
        begin({ state, now }: Me) {
          state.sas = withKeysRevoked(state.sas, msOfTick(now));
        },
      },
      rehydrate: {
        begin(self: Me, said: { prefix: string; tier: OnlineTier; priority: Priority }) {
          rehydrateAll(self, said.prefix, said.tier, said.priority);
        },
      },
      deletePrefix: {
        begin(self: Me, { prefix }: { prefix: string }) {
          deleteAll(self, prefix);
        },
      },
      putFile: { begin: putFile },
      outage: { begin: loseRegion, end: regainRegion },
      failOver: { begin: beginFailover },
      slow: slowing<Me>(),
      fail: failing<Me>(),
    },

    reconfigure(self: Me, before: Settings) {
      const { settings: s, state } = self;
      if (s.prices !== before.prices) closeBill(self, before);
      setPolicies(self, before.storedPolicies ?? {}, s.storedPolicies ?? {});
      const targets = targetsOf(s);
      if (JSON.stringify(targets) !== JSON.stringify(targetsOf(before))) state.load = newLoad(targets);
      settle(self);
      show(self);
    },
  },

  why,

  desk,

  status: ({ metrics, rates }) => {
    if (metrics.up === 0) return { mood: 'down', word: 'region lost' };
    if (rates.failed > 0) return { mood: 'failing', word: 'failing' };
    if (rates.throttled > 0) return { mood: 'throttled', word: 'slow down' };
    if (rates.refused > 0) return { mood: 'throttled', word: 'refusing' };
    if (rates.archivedReads > 0) return { mood: 'throttled', word: 'archived' };
    if (metrics.pendingRehydrations > 0) return { mood: 'busy', word: 'rehydrating' };
    if (metrics.open + metrics.pendingEvents > 0) return { mood: 'busy', word: 'storing' };
    return { mood: 'calm', word: metrics.blobs > 0 ? 'keeping' : 'empty' };
  },

  cost: (_, totals) =>
    totals.billed > 0 ? [{ what: 'storage, requests and early deletion', usd: totals.billed }] : [],
});
