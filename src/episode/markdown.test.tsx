import { render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { plainBlocks } from './blocks.ts';
import { readMarkdown } from './markdown.ts';
import { Prose } from './Prose.tsx';

afterEach(() => vi.restoreAllMocks());

/** Renders and waits until Markdown is there: its strong words are strong then. */
async function shown(text: string): Promise<HTMLElement> {
  const { container } = render(<Prose text={`${text}\n\n**ready**`} />);
  await waitFor(() => expect(container.querySelector('strong')).not.toBeNull());
  return container;
}

const SAFE = [
  'p',
  'em',
  'strong',
  'code',
  'pre',
  'ul',
  'ol',
  'li',
  'blockquote',
  'a',
  'br',
  'hr',
  'h2',
  'div',
  'span',
];

it('sets what somebody says below their name', async () => {
  const said = await shown('**Timothy:** But *why* is it red?\n\nNobody answers.');
  const line = said.querySelector('.prose-line')!;
  expect(line.textContent).toBe('Timothy: But why is it red?');
  expect(line.querySelector('.prose-who')?.textContent).toBe('Timothy:');
  expect(line.querySelector('em')?.textContent).toBe('why');
  expect(said.querySelectorAll('.prose-line')).toHaveLength(1);
});

it('knows lists, code, quotes and headings', async () => {
  const text = '## Why\n\n1. one\n2. two\n\n- a `slot`\n\n> so it is\n\n```\nx < 1\n```';
  const box = await shown(text);
  expect(box.querySelector('h2')?.textContent).toBe('Why');
  expect(box.querySelectorAll('ol li')).toHaveLength(2);
  expect(box.querySelector('ul li code')?.textContent).toBe('slot');
  expect(box.querySelector('blockquote')?.textContent).toBe('so it is');
  expect(box.querySelector('pre')?.textContent).toBe('x < 1\n');
});

it('opens links elsewhere and says so', async () => {
  await shown('See [the article](https://tech-reader.blog/a?b=1&c=2).');
  const link = screen.getByRole('link', { name: /^the article ?\(opens in a new tab\)$/ });
  expect(link.getAttribute('href')).toBe('https://tech-reader.blog/a?b=1&c=2');
  expect(link.getAttribute('target')).toBe('_blank');
  expect(link.getAttribute('rel')).toContain('noopener');
});

describe('whoever wrote the text', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<iframe src="https://example.org"></iframe>',
    '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
    '<style>*{display:none}</style>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java&#x0A;script:alert(1))',
    '[x](vbscript:x) [y](data:text/html;base64,PHNjcmlwdD4=) [z](//example.org) [w](/local)',
    '<javascript:alert(1)>',
    '![x](https://example.org/spy.png) ![y](x" onerror="alert(1))',
    '[x]: javascript:alert(1)\n\n[x]',
    '**<b onclick=alert(1)>:** x',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '<https://example.org/"onmouseover="alert(1)>',
  ])('%s does nothing', async (text) => {
    const alert = vi.spyOn(window, 'alert').mockImplementation(() => {});
    const box = await shown(text);
    for (const element of box.querySelectorAll('*')) {
      expect(SAFE).toContain(element.localName);
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on|^style$|^src$/);
        if (name === 'href') expect(value).toMatch(/^https?:\/\//);
      }
    }
    expect(alert).not.toHaveBeenCalled();
  });

  it.each([
    ['a very long text', 'word '.repeat(200_000)],
    ['quotes in quotes', `${'>'.repeat(19_000)} deep`],
    ['lists in lists', Array.from({ length: 190 }, (_, i) => `${' '.repeat(i * 2)}- a`).join('\n')],
    ['open brackets', '['.repeat(20_000)],
    ['open pictures', '!['.repeat(10_000)],
    ['stars and lines', '_*'.repeat(10_000)],
    ['stars', '**a'.repeat(6000)],
    ['angles', '<'.repeat(20_000)],
    ['backticks', `${'`'.repeat(10_000)} ${'`'.repeat(9000)}`],
    ['entities', '&#x41;'.repeat(3000)],
    ['links in links', `${'['.repeat(400)}x${'](https://example.org)'.repeat(400)}`],
    ['a thousand quotes', '> '.repeat(700)],
    ['spaces', `a${' '.repeat(19_000)}b`],
    ['nothing', ''],
    ['null', '\u0000\u0000'],
  ])('%s has an end, soon', (_name, text) => {
    const before = performance.now();
    const blocks = readMarkdown(text);
    plainBlocks(text);
    // Seconds of a busy machine, where a tangle that is really read would take minutes.
    expect(performance.now() - before).toBeLessThan(20_000);
    expect(depthOf(blocks)).toBeLessThan(40);
  });
});

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

it('until Markdown is there the same words stand there without their marks', () => {
  const text = '**Timothy:** Is *it* `busy`?\n\n- one\n- [two](https://example.org)\n\n## Why\nso';
  expect(plainBlocks(text)).toEqual([
    { is: 'line', who: 'Timothy', of: ['Is it busy?'] },
    {
      is: 'ul',
      from: 1,
      items: [[{ is: 'p', of: ['one'] }], [{ is: 'p', of: ['two'] }]],
    },
    { is: 'heading', of: ['Why so'] },
  ]);
});
