import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Button, IconButton } from './Button.tsx';
import { TabPanel, Tabs } from './Tabs.tsx';
import { TextField } from './TextField.tsx';
import { useTheme } from './theme.ts';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const TABS = [
  { id: 'story', label: 'Story' },
  { id: 'time', label: 'Time' },
  { id: 'inspect', label: 'Inspect' },
] as const;

function Phone() {
  const [selected, select] = useState<'story' | 'time' | 'inspect'>('story');
  return (
    <>
      <Tabs name="phone" label="Views" tabs={TABS} selected={selected} onSelect={select} />
      <TabPanel name="phone" tab={selected}>
        <button type="button">inside</button>
      </TabPanel>
    </>
  );
}

describe('Tabs', () => {
  it('are one stop of the Tab key, and the arrows go round', async () => {
    render(<Phone />);
    const user = userEvent.setup();
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Story' }));
    await user.keyboard('{ArrowLeft}');
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Inspect', selected: true }));
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Time', selected: true }));
    await user.keyboard('{End}');
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Inspect', selected: true }));
    await user.keyboard('{Home}');
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Story', selected: true }));
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'inside' }));
  });

  it('name their panel', async () => {
    render(<Phone />);
    await userEvent.setup().click(screen.getByRole('tab', { name: 'Time' }));
    const panel = screen.getByRole('tabpanel', { name: 'Time' });
    expect(screen.getByRole('tab', { name: 'Time' }).getAttribute('aria-controls')).toBe(panel.id);
  });
});

describe('Button', () => {
  it('is named by its words, or by its label when it shows an icon', async () => {
    const press = vi.fn();
    render(
      <>
        <Button look="primary">Lock the database for 60 s</Button>
        <IconButton label="Step back" onClick={press}>
          <svg aria-hidden="true" />
        </IconButton>
      </>,
    );
    const words = screen.getByRole('button', { name: 'Lock the database for 60 s' });
    expect(words.getAttribute('type')).toBe('button');
    await userEvent.setup().click(screen.getByRole('button', { name: 'Step back' }));
    expect(press).toHaveBeenCalledOnce();
  });
});

it('a field says what is wrong with it', () => {
  render(
    <TextField
      label="timeout"
      value="0"
      onChange={() => {}}
      problem="Expected 1 to 900 s."
      hint="A limit."
    />,
  );
  const field = screen.getByRole('textbox', { name: 'timeout' });
  expect(field.getAttribute('aria-invalid')).toBe('true');
  const said = field
    .getAttribute('aria-describedby')
    ?.split(' ')
    .map((id) => document.getElementById(id)?.textContent);
  expect(said).toEqual(['A limit.', 'Expected 1 to 900 s.']);
});

it('the theme can be chosen where nothing can be stored', async () => {
  vi.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
    throw new DOMException('sandboxed', 'SecurityError');
  });
  const root = document.documentElement;
  function Switch() {
    const theme = useTheme(root);
    return <Button onClick={() => theme.choose('dark')}>{theme.shown}</Button>;
  }
  render(<Switch />);
  expect(root.dataset.theme).toBe('auto');
  await userEvent.setup().click(screen.getByRole('button', { name: 'light' }));
  expect(root.dataset.theme).toBe('dark');
  expect(screen.getByRole('button', { name: 'dark' })).toBeTruthy();
});
