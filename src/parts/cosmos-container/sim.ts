import { newPartitions, SLOTS } from '../../rules/azure/cosmos/partitions.ts';
import { newBill } from '../../rules/azure/cosmos/throughputBill.ts';
import { untilReading } from '../../rules/azure/meter.ts';
import { definePart } from '../contract.ts';
import { failing, goingDown, slowing } from '../hurts.ts';
import { reconfigure, settle, show, showMonthly } from './budget.ts';
import { errors } from './errors.ts';
import { done, receive } from './requests.ts';
import { acts, inWire, settings } from './settings.ts';
import { type Me, type Settings, type State, spec } from './spec.ts';
import { why } from './why.ts';

export type { ContainerView, Settings, State } from './spec.ts';

export const cosmosContainer = definePart({
  title: 'Cosmos DB container',
  says: 'JSON items under partition keys, and a budget of request units that begins anew each second.',
  shelf: 'stores',
  charted: 'hottest',
  portrait: {
    items: 1200,
    bytes: 2_400_000,
    partitions: 3,
    provisioned: 12_000,
    used: 0.4,
    hottest: 0.8,
    up: 1,
  },
  spec,
  settings,
  wires: { in: inWire },
  acts,
  errors,
  behaviour: {
    state: (s: Settings): State => ({
      items: 0,
      bytes: 0,
      slots: new Float64Array(SLOTS),
      keys: {},
      partitions: newPartitions(s.throughput),
      provisioned: 0,
      awake: false,
      bill: newBill(),
      spentStorage: 0,
      billed: 0,
      open: 0,
      slow: 1,
      failShare: 0,
      down: false,
    }),

    start(self: Me) {
      self.metrics.up.set(1);
      show(self);
      self.timers.meter.after(untilReading(self.now));
    },

    receive: { in: receive },

    timers: {
      done,
      second(self: Me) {
        self.state.awake = false;
        show(self);
      },
      meter(self: Me) {
        settle(self);
        showMonthly(self);
        self.timers.meter.after(untilReading(self.now));
      },
    },

    acts: { outage: goingDown<Me>(), slow: slowing<Me>(), fail: failing<Me>() },

    reconfigure,
  },

  check(s) {
    const unit = s.throughputMode === 'autoscale' ? 1000 : 100;
    return s.throughput % unit === 0
      ? []
      : [
          {
            setting: 'throughput',
            expected: `a multiple of ${unit} RU/s with throughputMode ${s.throughputMode}`,
          },
        ];
  },

  why,

  cost: (_, totals) => (totals.billed > 0 ? [{ what: 'throughput and storage', usd: totals.billed }] : []),

  status: ({ metrics, rates }) => {
    if (metrics.up === 0) return { mood: 'down', word: 'down' };
    if (rates.failed > 0) return { mood: 'failing', word: 'failing' };
    if (rates.hot > 0) return { mood: 'throttled', word: 'hot key' };
    if (rates.throttled > 0) return { mood: 'throttled', word: 'throttling' };
    if (rates.tooLarge + rates.keysFull > 0) return { mood: 'throttled', word: 'refusing' };
    if (metrics.open > 0 || rates.consumedRU > 0) return { mood: 'busy', word: 'answering' };
    return { mood: 'calm', word: metrics.items > 0 ? 'keeping' : 'empty' };
  },
});
