/** What an edit means in a fork: the past is as it was, so a setting that is changed becomes an act at that moment. */

import { formatMoment } from '../player/clock.ts';
import type { Catalog } from '../scenario/catalog.ts';
import type { Edit } from '../scenario/edit.ts';
import type { ActText, RawSetting } from '../scenario/types.ts';
import { type TableDesign, textOf, ticksOf } from './design.ts';

/** The act by which settings change while a run goes on. */
export const SET = 'set';

type Translated = { readonly ok: true; readonly edit: Edit } | { readonly ok: false; readonly says: string };

/** @param at where the fork leaves, in ticks, above 0 */
export function inFork(edit: Edit, at: number, design: TableDesign, catalog: Catalog): Translated {
  const moment = formatMoment(at);
  const edits = edit.do === 'all' ? edit.edits : [edit];
  const settings = new Map<string, Record<string, RawSetting>>();
  const others: Edit[] = [];
  for (const one of edits) {
    switch (one.do) {
      case 'move':
      case 'rename':
        others.push(one);
        break;
      case 'set':
        settings.set(one.part, {
          ...settings.get(one.part),
          [one.setting]: one.value ?? defaultOf(design, catalog, one.part, one.setting),
        });
        break;
      case 'addAct':
        if (ticksOf(one.act.at) < at) return tooEarly(moment, ticksOf(one.act.at));
        others.push(one);
        break;
      case 'changeAct':
      case 'removeAct': {
        const act = design.acts.find(({ id }) => id === one.id);
        if (act && act.at < at) return tooEarly(moment, act.at);
        const to = one.do === 'changeAct' && one.to.at !== undefined ? ticksOf(one.to.at) : at;
        if (to < at) return tooEarly(moment, to);
        others.push(one);
        break;
      }
      case 'all': {
        const inner = inFork(one, at, design, catalog);
        if (!inner.ok) return inner;
        others.push(inner.edit);
        break;
      }
      default:
        return {
          ok: false,
          says: `A fork changes what happens from ${moment} on; rewire in the design itself.`,
        };
    }
  }
  for (const [part, values] of settings) others.push(setAct(part, values, at, design));
  return { ok: true, edit: others.length === 1 ? others[0]! : { do: 'all', edits: others } };
}

function tooEarly(moment: string, act: number): Translated {
  const says = `A fork changes what happens from ${moment} on; this happens at ${formatMoment(act)}. Change it in the run that the fork left.`;
  return { ok: false, says };
}

function setAct(
  part: string,
  values: Readonly<Record<string, RawSetting>>,
  at: number,
  design: TableDesign,
): Edit {
  const there = design.acts.find(
    ({ text, at: begins }) => text.act === SET && text.part === part && begins === at,
  );
  if (there) return { do: 'changeAct', id: there.id, to: { with: { ...there.text.with, ...values } } };
  const act: ActText = { at: textOf(at, design.length), part, act: SET, with: values };
  return { do: 'addAct', act };
}

function defaultOf(design: TableDesign, catalog: Catalog, part: string, setting: string): RawSetting {
  const spec = catalog.get(design.parts.get(part)?.kind ?? '')?.settings[setting];
  return (spec?.default as RawSetting | undefined) ?? 'none';
}

/** The settings of a part in force at a moment, as written: its own, and what `set` acts have made of them. */
export function settingsAt(
  design: TableDesign,
  part: string,
  at: number,
): Readonly<Record<string, RawSetting>> {
  const acts = design.acts.filter(
    ({ text, at: begins }) => text.act === SET && text.part === part && begins <= at,
  );
  return Object.assign(
    {},
    design.parts.get(part)?.settings,
    ...acts.toSorted((a, b) => a.at - b.at).map(({ text }) => text.with),
  );
}
