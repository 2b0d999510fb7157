import { catalog } from '../../src/parts/catalog.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import type { Scenario } from '../../src/scenario/types.ts';

/** A small lesson with every bone: a shop whose till breaks down. */
export const SAMPLE = `
format: 1
id: till
title: The Till
series: aws
summary: The till breaks down for ten seconds.
duration: 1m
seed: 3
parts:
  users: { kind: traffic-source, at: [0, 0], settings: { rate: 20/s } }
  shop: { kind: service, name: Shop, at: [300, 0], settings: { slots: 5, queue: 0, timeout: 1s } }
  till: { kind: service, name: Till, at: [600, 0], settings: { slots: 5 } }
wires:
  - users.out -> shop.in
  - shop.calls -> till.in
acts:
  - { id: outage, at: 20s, for: 10s, part: till, act: slow, with: { factor: 1000 } }
designs:
  more-slots:
    title: More slots
    set: { shop.slots: 10 }
  fix:
    title: Without the till
    remove: [till]
charts:
  - { title: slots busy, lines: [shop.busy], unit: slots }
steps:
  - id: look
    bone: before
    title: A shop that is fine
    text: |
      **Timothy:** What am I looking at?

      **Margaret:** A shop. Press a part, and *read* what stands there.
    preset: { acts: [] }
    palette: []
    tasks:
      - { id: see, says: Select a part., did: look }
    learned: A calm system has free slots.
  - id: guess
    bone: predict
    title: What will a slow till do?
    text: The till is about to become slow.
    preset: { at: 15s }
    chart: slots busy
    prediction:
      id: what
      question: What happens to the shop?
      options:
        - { id: nothing, text: Nothing., right: checkout-fine }
        - { id: full, text: Its slots fill., right: slots-full }
        - { id: rain, text: It rains. }
  - id: break
    bone: break
    title: One slow till
    text: Now break it.
    spotlight: till
    act: { label: Slow the till for 10 s, acts: [outage] }
    tasks:
      - { id: full, says: Watch the slots fill., that: slots-full }
      - { id: why, says: Follow one failed request back., did: why }
  - id: tempt
    bone: tempt
    title: More slots
    text: Try more slots.
    preset: { design: more-slots }
    prediction:
      id: slots
      question: Do more slots help?
      design: more-slots
      options:
        - { id: "yes", text: They do., right: more-helps }
        - { id: "no", text: They do not., right: more-fails }
  - id: mend
    bone: mend
    title: Mend it
    text: Rewire the shop.
    tasks:
      - { id: fine, says: Keep the shop open., that: checkout-fine, design: mine }
    hints: [Look at the till., Take it away.]
  - id: goal
    bone: challenge
    title: Your own shop
    text: Do better.
challenge:
  goal: Keep the shop open for under 40 cents.
  budgetUsd: 0.4
  that: [{ says: The shop stays open, that: checkout-fine }]
health:
  fix: fix
  tempting: [more-slots]
  check: checkout-fine
`;

/** What the names in the sample stand for: the fake table answers for the names, the lab for what they mean. */
export const MEANINGS: Readonly<Record<string, string>> = {
  'checkout-fine': 'shop.availability during outage >= 99 %',
  'slots-full': 'max of shop.busy during outage >= 5',
  'more-helps': 'shop.availability during outage >= 90 %',
  'more-fails': 'shop.availability during outage < 50 %',
};

export const sampleText: string = Object.entries(MEANINGS).reduce(
  (text, [name, that]) => text.replaceAll(name, `"${that}"`),
  SAMPLE,
);

export function sample(): Scenario {
  const { scenario, problems } = parseScenario(sampleText, catalog);
  if (!scenario) throw new Error(problems.map(({ says }) => says).join('\n'));
  return scenario;
}
