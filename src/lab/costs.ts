/** What a run cost: each part's prices make figures of its settings, its totals and the time. */
import { seconds } from '../engine/clock.ts';
import { ACT } from '../engine/exchange.ts';
import { SET } from '../engine/part.ts';
import type { Tracer } from '../engine/watch.ts';
import type { World } from '../engine/world.ts';
import type { PartDefinition } from '../parts/contract.ts';
import type { Recording } from '../recording/types.ts';

type Totals = Readonly<Record<string, number>>;
type Bill = Recording['costs'][number];

/** Bills of a world that runs; where settings change in the run, each stretch is billed with its own. Made before the run. */
export class Bills implements Tracer {
  private readonly world: World;
  private readonly kinds: readonly PartDefinition[];
  private readonly parts: { since: number; before: Totals; readonly bills: Bill[] }[];

  constructor(world: World, kinds: readonly PartDefinition[]) {
    this.world = world;
    this.kinds = kinds;
    this.parts = kinds.map(() => ({ since: 0, before: {}, bills: [] }));
    if (world.model.acts.some(({ act }) => act === SET)) world.tracer = this;
  }

  event(at: number, part: number, op: number, _row: number, arg: number): void {
    if (op === ACT && this.world.model.acts[arg]!.act === SET) this.settle(part, at);
  }

  /** At the end of the run. */
  read(): Recording['costs'] {
    return this.parts.flatMap((account, part) => {
      if (account.bills.length === 0 || this.world.now > account.since) this.settle(part, this.world.now);
      return account.bills;
    });
  }

  /** Writes a bill for the time since the last one. */
  private settle(part: number, now: number): void {
    const { world } = this;
    const { spec, cost } = this.kinds[part]!;
    const { id, settings } = world.selves[part]!;
    const account = this.parts[part]!;
    const { since, before, bills } = account;
    const totals: Record<string, number> = {};
    for (const name of Object.keys(spec.metrics)) {
      totals[name] = world.ledger.read(world.metricIndex.get(`${id}.${name}`)!, now);
    }
    const grown = Object.fromEntries(
      Object.entries(spec.metrics).map(([name, { type }]) => {
        const counts = type === 'counter' || type === 'timing';
        return [name, totals[name]! - (counts ? (before[name] ?? 0) : 0)];
      }),
    );
    if (now > since || world.ending) {
      for (const one of cost?.(settings as never, grown, seconds(now - since)) ?? []) {
        bills.push({ part: id, ...one });
      }
    }
    account.since = now;
    account.before = totals;
  }
}
