import { act, configure, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderAtAuthor, SHOP_TEXT } from '../../../../tests/atAuthor.tsx';
import { BLANK_TEXT } from '../../../scenario/blank.ts';
import { LessonPanel } from '../LessonPanel.tsx';

// Whether something is hidden is asked of every element around it, and nothing is hidden here.
configure({ defaultHidden: true });

const CHARTED = SHOP_TEXT.replace('    hints:', '    chart: slots busy\n    hints:');

const whole = (text = CHARTED) => renderAtAuthor(<LessonPanel />, text);
const field = (name: string | RegExp) => screen.getByRole<HTMLInputElement>('textbox', { name });
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const described = (element: HTMLElement) =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ');

describe('what is said of the whole', () => {
  it('is changed in the text as well', async () => {
    const { user, text } = whole();
    await user.clear(field('Title'));
    await user.type(field('Title'), 'Two shops{Enter}');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Series' }), 'aws');
    await user.clear(field('Seed'));
    await user.type(field('Seed'), '42{Enter}');
    await user.clear(field('Summary'));
    await user.type(field('Summary'), 'One.{Enter}Two.');
    await user.tab();
    expect(text()).toContain('title: Two shops\nseries: aws\nsummary:');
    expect(text()).toContain('seed: 42\n');
    expect(text()).toContain('# The shop, for tests.\n');
    await user.clear(field('Seed'));
    await user.type(field('Seed'), 'seven{Enter}');
    expect(described(field('Seed'))).toContain('Expected a whole number, 0 to 4294967295.');
    await user.clear(field('Length of the run'));
    await user.type(field('Length of the run'), 'soon{Enter}');
    expect(field('Length of the run').getAttribute('aria-invalid')).toBe('true');
  });

  it('names an article as soon as it has a title and an address', async () => {
    const { user, scenario } = whole();
    await user.click(button(/^Article/));
    await user.type(field('Title of the article'), 'The Secret Life of Shops');
    await user.tab();
    expect(scenario()).not.toHaveProperty('article');
    expect(screen.getByText(/^It is kept as soon as/)).toBeTruthy();
    await user.type(field('Address'), 'http://example.org{Enter}');
    expect(described(field('Address'))).toContain('https://');
    await user.clear(field('Address'));
    await user.type(field('Address'), 'https://example.org/shops{Enter}');
    await user.type(field('Number'), '12{Enter}');
    expect(scenario().article).toEqual({
      title: 'The Secret Life of Shops',
      number: 12,
      url: 'https://example.org/shops',
    });
    await user.click(button('Remove the article'));
    expect(scenario()).not.toHaveProperty('article');
  });
});

describe('the charts', () => {
  it('are renamed in the steps that show them, and go from them', async () => {
    const { user, scenario } = whole();
    await user.click(button(/^Charts/));
    const title = screen.getAllByRole<HTMLInputElement>('textbox', { name: 'Title' })[1]!;
    await user.clear(title);
    await user.type(title, 'slots{Enter}');
    expect([scenario().charts![0]!.title, scenario().steps![0]!.chart]).toEqual(['slots', 'slots']);
    await user.click(button('Remove the chart slots'));
    expect(scenario()).not.toHaveProperty('charts');
    expect(scenario().steps![0]).not.toHaveProperty('chart');
    await waitFor(() => expect(document.activeElement).toBe(button('Add a chart')));
  });

  it('get lines from what the parts measure', async () => {
    const { user, scenario, text } = whole();
    await user.click(button(/^Charts/));
    const lines = within(screen.getByRole('region', { name: 'Lines of slots busy' }));
    await user.click(lines.getByRole('button', { name: 'Add a line' }));
    await user.selectOptions(lines.getByRole('combobox', { name: 'Line 2' }), 'stock.queries');
    await user.type(lines.getByRole('textbox', { name: 'Name of line 2' }), 'asked{Enter}');
    expect(scenario().charts![0]!.lines).toEqual(['checkout.busy', { of: 'stock.queries', name: 'asked' }]);
    await user.click(lines.getByRole('button', { name: 'Move line 2 up' }));
    expect(text()).toContain('lines: [{ of: stock.queries, name: asked }, checkout.busy]');
    await user.click(screen.getByRole('checkbox', { name: /^Stacked/ }));
    expect(scenario().charts![0]!.stacked).toBe(true);
    await user.clear(lines.getByRole('textbox', { name: 'Name of line 1' }));
    await user.tab();
    await user.click(lines.getByRole('button', { name: 'Remove line 2' }));
    expect(lines.getByRole('button', { name: 'A chart has at least one line' })).toBeTruthy();
    expect(scenario().charts![0]!.lines).toEqual([{ of: 'stock.queries' }]);
    expect(scenario().charts![0]).not.toHaveProperty('stacked');
  });

  it('need something to measure', async () => {
    const { user } = whole(BLANK_TEXT);
    await user.click(button(/^Charts/));
    expect(button('Add a chart')).toHaveProperty('disabled', true);
    expect(screen.getByText(/^There is nothing to measure yet/)).toBeTruthy();
  });
});

describe('the windows', () => {
  it('are added, named, set and removed', async () => {
    const { user, scenario, table } = whole();
    await user.click(button(/^Windows of time/));
    await user.click(button('Add a window'));
    expect(scenario().windows).toEqual({ window: { from: '0s', to: '2m' } });
    await user.clear(field('Name'));
    await user.type(field('Name'), 'calm{Enter}');
    await user.clear(field('To'));
    await user.type(field('To'), '20s{Enter}');
    expect(scenario().windows).toEqual({ calm: { from: '0s', to: '20s' } });
    await user.clear(field('Name'));
    await user.type(field('Name'), 'outage{Enter}');
    expect(described(field('Name'))).toContain('The act outage names a window of time too');
    await user.click(button('Remove the window calm'));
    expect(scenario()).not.toHaveProperty('windows');
    act(() => table.undo());
    expect(field('To').value).toBe('20s');
  });
});

it('claims are made here, too', async () => {
  const { user, scenario } = whole();
  const before = scenario().claims?.length ?? 0;
  await user.click(button(/^Claims/));
  await user.click(button('Add a claim'));
  expect(scenario().claims).toHaveLength(before + 1);
});
