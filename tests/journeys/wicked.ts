/** A scenario that is sound, and that says wicked things wherever somebody may write a text of their own. */
import type { BrowserContext, Page } from '@playwright/test';
import { stringify } from 'yaml';

/** What nobody may ask for only because a scenario names it. */
export const SECRET = 'https://169.254.169.254/latest/meta-data';

/** Short enough for a title; `where` tells which field it was that got through. */
const wicked = (where: string): string => `${where} <img src=x onerror=alert(1)> "><script>alert(1)</script>`;

/** For texts in Markdown and long ones: every way to an address that is known. */
const wickedProse = (where: string): string =>
  [
    wicked(where),
    `![${where}](${SECRET}/picture.png) [${where}](javascript:alert(1)) [secret](${SECRET})`,
    `<iframe src="${SECRET}"></iframe> <svg onload=alert(1)></svg> <base href="${SECRET}/">`,
    `<style>@import "${SECRET}/a.css"; body { background: url(${SECRET}/b.png) }</style> \${alert(1)} {{alert(1)}}`,
  ].join('\n\n');

const CODE = `// ${wicked('comment')} ${SECRET}
package main

import "fmt"

const page = "<img src=x onerror=alert(1)>"

// Handle answers one request.
func Handle(id string) (string, error) {
	fmt.Println(page + "${SECRET}")
	return page + id, nil
}
`;

export const WICKED_TITLE = wicked('title');
export const WICKED_STEPS = ['first step', 'second step', 'third step'].map(wicked);
export const WICKED_PART = wicked('name of users');

export const WICKED_TEXT = `# ${wicked('comment of the file')} ${SECRET}\n${stringify({
  format: 1,
  id: 'wicked',
  title: WICKED_TITLE,
  series: 'none',
  article: { title: wicked('article'), number: 1, url: `${SECRET}/article?<b>`.replace(/[<>]/g, '') },
  summary: wickedProse('summary'),
  duration: '20s',
  seed: 1,
  parts: {
    users: {
      kind: 'traffic-source',
      name: WICKED_PART,
      at: [100, 200],
      settings: {
        rate: '10/s',
        messages: [{ body: wickedProse('body {n}'), attributes: { kind: wicked('attribute') } }],
      },
    },
    orders: { kind: 'sns-topic', name: wicked('name of orders'), at: [400, 200] },
    queue: { kind: 'sqs-queue', name: wicked('name of queue'), at: [700, 200] },
    callers: { kind: 'traffic-source', name: wicked('callers'), at: [100, 500], settings: { rate: '10/s' } },
    api: { kind: 'go-program', name: wicked('name of api'), at: [400, 500], settings: { code: CODE } },
  },
  wires: [
    'users.out -> orders.publish',
    {
      from: 'orders.subscriptions',
      to: 'queue.send',
      with: { FilterPolicy: { kind: [wicked('attribute'), wicked('policy')] } },
    },
    'callers.out -> api.requests',
  ],
  acts: [
    {
      id: 'rush',
      at: '5s',
      for: '5s',
      part: 'users',
      act: 'surge',
      with: { factor: 2 },
      name: wicked('act'),
    },
  ],
  windows: { early: { from: '0s', to: '5s' } },
  designs: {
    start: { title: wicked('start'), says: wickedProse('start says') },
    more: {
      title: wicked('design'),
      says: wickedProse('design says'),
      set: { 'users.rate': '20/s' },
      rename: { queue: wicked('another name') },
      add: { spare: { kind: 'service', name: wicked('added'), at: [700, 500] } },
    },
    less: { title: wicked('less'), says: wickedProse('less says'), set: { 'users.rate': '5/s' } },
  },
  charts: [
    {
      title: wicked('chart'),
      lines: [{ of: 'users.made', name: wicked('line') }],
      unit: '<img src=x onerror=alert(1)>',
    },
  ],
  claims: [{ id: 'some', says: wickedProse('claim'), that: 'users.made > 0' }],
  steps: [
    {
      id: 'first',
      bone: 'predict',
      title: WICKED_STEPS[0],
      text: wickedProse('text'),
      chart: wicked('chart'),
      prediction: {
        id: 'guess',
        question: wickedProse('question'),
        options: [
          { id: 'yes', text: wickedProse('yes'), right: 'users.made > 0' },
          { id: 'no', text: wickedProse('no'), right: 'users.made = 0' },
        ],
      },
      learned: wicked('learned'),
    },
    {
      id: 'second',
      bone: 'break',
      title: WICKED_STEPS[1],
      text: `**Ada:** ${wickedProse('speech')}`,
      preset: { acts: [] },
      act: { label: wicked('label'), acts: ['rush'] },
      spotlight: 'users',
      hints: [wickedProse('hint one'), wickedProse('hint two')],
    },
    {
      id: 'third',
      bone: 'challenge',
      title: WICKED_STEPS[2],
      text: wickedProse('last text'),
      tasks: [{ id: 'look', says: wickedProse('task'), did: 'look' }],
    },
  ],
  challenge: {
    goal: wickedProse('goal'),
    budgetUsd: 1,
    that: [{ says: wicked('demand'), that: 'users.made > 150' }],
  },
  health: { fix: 'more', tempting: ['less'], check: 'users.made > 150' },
})}`;

/** Everything that any page of the browser asks somebody else for, and every word that a script has said. */
export function watch(
  context: BrowserContext,
  page: Page,
): { readonly asked: string[]; readonly said: string[] } {
  const asked: string[] = [];
  const said: string[] = [];
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && hostname !== '127.0.0.1') asked.push(request.url());
  });
  page.on('dialog', (dialog) => {
    said.push(dialog.message());
    void dialog.dismiss();
  });
  return { asked, said };
}

/** Nothing on the page came from a text but text. */
export const intruders = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter(
        (one) =>
          one.matches('base, img[src="x"], iframe, object, embed, script:not([src]):not([type])') ||
          (one.matches('img, link, source, video, audio, image, use') &&
            /169\.254/.test([...one.attributes].map(({ value }) => value).join(' '))) ||
          (one.tagName === 'STYLE' && /169\.254/.test(one.textContent ?? '')) ||
          /^\s*javascript:/i.test(one.getAttribute('href') ?? '') ||
          one.getAttributeNames().some((name) => name.startsWith('on')),
      )
      .map((one) => one.outerHTML.slice(0, 200)),
  );
