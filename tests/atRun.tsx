/** Forms of the author's desk over a run that was really made, in this very thread. */
import type { UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import type { Lab } from '../src/lab/client.ts';
import { judgeAll, measureRun } from '../src/lab/judge.ts';
import { openParsed } from '../src/lab/open.ts';
import type { MeasureAsked, RunAsked } from '../src/lab/protocol.ts';
import { catalog } from '../src/parts/catalog.ts';
import { parseScenario } from '../src/scenario/parse.ts';
import type { Scenario } from '../src/scenario/types.ts';
import { renderAtAuthor, SHOP_TEXT } from './atAuthor.tsx';

/** @param more what the text of the shop goes on with */
export function atRun(form: ReactNode, more = '', design = 'start') {
  const begun = SHOP_TEXT + more;
  const parsed = parseScenario(begun, catalog);
  const opened = openParsed({ ...parsed, catalog }, design, {});
  if (!opened.take) throw new Error(opened.problems[0]?.says);
  const { take, plate } = opened;
  const measure = vi.fn(async ({ source, design, edits }: RunAsked, asked: MeasureAsked) =>
    measureRun({ scenario: source as Scenario, problems: [], catalog }, design, edits, asked),
  );
  const lab: Partial<Lab> = { judge: async (that) => judgeAll(take, that), measure };
  const player = { recording: take.recording, plate, progress: null };
  return { ...renderAtAuthor(form, begun, { design, player, lab }), measure };
}

/** At once: who types a long text letter by letter holds everybody up. */
export async function put(user: UserEvent, field: HTMLElement, text: string) {
  await user.clear(field);
  await user.paste(text);
}

/** What is read out of an expression beside its own text. */
export const verdictOf = (field: HTMLElement): string =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ');
