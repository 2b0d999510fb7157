/** What was done to parts, and when: the acts of the design on the table. */
import type { ActSpec } from '../parts/contract.ts';
import type { ActEditing } from '../player/bands.ts';
import { formatMoment } from '../player/clock.ts';
import type { Catalog } from '../scenario/catalog.ts';
import { nameOfChange } from '../scenario/checkSet.ts';
import type { ActText, RawSetting } from '../scenario/types.ts';
import { designOn } from './commands.ts';
import { type TableAct, type TableDesign, textOf, ticksOf } from './design.ts';
import { SET } from './forkEdits.ts';
import { lengthText, phraseOf } from './settingText.ts';
import type { Table } from './table.ts';
import { nameOf, upper } from './words.ts';

/** For the bands and marks on the scrubber. Its `selected` is read when it is asked for. */
export function actsOf(table: Table, catalog: Catalog): ActEditing {
  return {
    get selected() {
      return table.store.getState().act;
    },
    select: table.selectAct,
    change: (id, to) => changeAct(table, catalog, id, to),
    remove: (id) => void removeAct(table, catalog, id),
  };
}

const actOn = (table: Table, id: string): TableAct | undefined =>
  designOn(table).acts.find((act) => act.id === id);

export function changeAct(table: Table, catalog: Catalog, id: string, to: Partial<ActText>): boolean {
  const design = designOn(table);
  const act = actOn(table, id);
  if (!act) return false;
  const changed = { ...act.text, ...to };
  if (changed.at === act.text.at && changed.for === act.text.for && changed.with === act.text.with)
    return true;
  const name = actName(design, catalog, act.text);
  const says =
    to.at !== undefined && to.for === undefined
      ? `${name} moved to ${formatMoment(ticksOf(to.at))}`
      : `${name} changed`;
  return table.edit({ do: 'changeAct', id, to }, says);
}

export function removeAct(table: Table, catalog: Catalog, id: string): boolean {
  const act = actOn(table, id);
  if (!act) return false;
  return table.edit({ do: 'removeAct', id }, `${actName(designOn(table), catalog, act.text)} removed`);
}

export function actSpecOf(
  design: TableDesign,
  catalog: Catalog,
  { part, act }: ActText,
): ActSpec | undefined {
  const acts = catalog.get(design.parts.get(part)?.kind ?? '')?.acts;
  return acts && Object.hasOwn(acts, act) ? acts[act] : undefined;
}

/** "Lock the table: inventory-db" */
export function actName(design: TableDesign, catalog: Catalog, text: ActText): string {
  const part = nameOf(design, text.part);
  if (text.name) return upper(text.name);
  if (text.act === SET) return nameOfChange(text, part);
  return `${actSpecOf(design, catalog, text)?.title ?? text.act}: ${part}`;
}

/** "0:20.0, for 60 s" */
export function actTimes({ at, lasts }: TableAct, spec: ActSpec | undefined): string {
  if (spec && !spec.lasts) return formatMoment(at);
  return lasts === null ? `${formatMoment(at)}, to the end` : `${formatMoment(at)}, for ${lengthText(lasts)}`;
}

/** How long an act lasts when somebody just presses the button, as written; null: to the end of the run. */
export function usualLength(spec: ActSpec): string | null {
  if (!spec.lasts) return null;
  return spec.usual === undefined ? '60s' : spec.usual;
}

/** As on a button: "Slow down, × 10, for 60 s". */
export function actPhrase(
  spec: ActSpec,
  values: Readonly<Record<string, RawSetting>>,
  lasts: string | null,
): string {
  const phrases = Object.entries(spec.settings).flatMap(([name, one]) => {
    const raw = values[name] ?? (one.default as RawSetting);
    // A title speaks of the usual number: "Crash" means all of them, "a poison message" is one.
    const isUsual = raw === one.default && (one.type === 'count' || raw === null);
    return isUsual ? [] : [phraseOf(one, raw)];
  });
  const pieces = lasts === null ? phrases : [...phrases, `for ${lengthText(ticksOf(lasts))}`];
  // "Slow down × 10 for 60 s", but "Fail a share, 50 %, for 60 s".
  return pieces.reduce((text, piece, i) => {
    const runsOn =
      piece.startsWith('×') || (piece.startsWith('for ') && (i === 0 || pieces[i - 1]!.startsWith('×')));
    return `${text}${runsOn ? ' ' : ', '}${piece}`;
  }, spec.title);
}

/** Does something to a part at the moment on the screen. @returns false when it was refused */
export function hurt(
  table: Table,
  catalog: Catalog,
  part: string,
  act: string,
  values: Readonly<Record<string, RawSetting>>,
  lasts: string | null,
): boolean {
  const design = designOn(table);
  const at = momentNow(table);
  const text: ActText = {
    at: textOf(at, design.length),
    ...(lasts !== null && { for: lasts }),
    part,
    act,
    ...(Object.keys(values).length > 0 && { with: { ...values } }),
  };
  return table.edit({ do: 'addAct', act: text }, `${actName(design, catalog, text)}, at ${formatMoment(at)}`);
}

/** Where an act would begin, in ticks: at the playhead, but not in what a fork has left behind it. */
export function momentNow(table: Table): number {
  const { forks, fork } = table.store.getState();
  const { t } = table.player.store.getState();
  const { length } = designOn(table);
  const leaves = forks.find(({ id }) => id === fork)!.at;
  // What has been seen stays as it was: the next millisecond is the first that may change.
  const next = length >= 1_000_000 ? Math.ceil(t / 1000) * 1000 : t;
  return Math.max(next, leaves);
}
