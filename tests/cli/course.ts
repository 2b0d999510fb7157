/** A course in a repository of its own, with one small lesson that is load-bearing and the lab beside it. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const LESSON = `# yaml-language-server: $schema=../../lab/public/scenario.schema.json
format: 1
id: espresso
title: Three for the rush
series: none
summary: More guests come than one barista can serve. What helps, and what only makes the line longer?
duration: 1h
seed: 1

parts:
  guests:
    kind: traffic-source
    name: Guests
    at: [100, 200]
    settings: { rate: 90/h }
  barista:
    kind: service
    name: Barista
    at: [400, 200]
    settings: { slots: 1, queue: 20, serviceTime: exp 75s }

wires:
  - guests.out -> barista.in

designs:
  start: { title: One barista }
  longer:
    title: Room for a longer line
    set: { barista.queue: 500 }
  three:
    title: Three baristas
    set: { barista.instances: 3 }

charts:
  - { title: the line, lines: [{ of: barista.waiting, name: guests waiting }], unit: guests }

claims:
  - id: served
    says: Every guest who came was served, sent away, or is still there.
    that: barista.arrived - barista.answered - barista.failed - barista.busy - barista.waiting = 0

health:
  fix: three
  tempting: [longer]
  check: mean of barista.waiting < 5
`;

export const COVER =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><g id="cover"><circle cx="160" cy="90" r="40"/></g></svg>\n';

/** @param files beside the lesson, by path @returns the folder */
export function course(files: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'course-'));
  const all = {
    'lessons/01-espresso/scenario.yaml': LESSON,
    'lessons/01-espresso/cover.svg': COVER,
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    const file = join(root, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }
  symlinkSync(resolve('.'), join(root, 'lab'), 'junction');
  return root;
}

/** The link first: what it points at is no part of the course. */
export function removeCourse(root: string): void {
  unlinkSync(join(root, 'lab'));
  rmSync(root, { recursive: true });
}
