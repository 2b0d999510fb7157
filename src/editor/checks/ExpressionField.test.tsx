import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { atRun, put, verdictOf } from '../../../tests/atRun.tsx';
import { CheckForm } from './CheckForm.tsx';

describe('an expression', () => {
  it('is judged as one types, and says why it cannot be read', async () => {
    const { user, scenario } = atRun(<CheckForm />);
    const field = screen.getByLabelText('The check');
    await put(user, field, 'requests.availability >= 1 %');
    await waitFor(() => expect(verdictOf(field)).toMatch(/True.*≥ 1 %/));
    expect(verdictOf(field)).toContain('seed 1');
    expect(scenario().health).toBeUndefined();
    await user.type(field, ' and checkout.bussy = 1');
    expect(verdictOf(field)).toContain('Cannot be read');
    expect(verdictOf(field)).toContain('busy');
    expect(document.querySelector('mark')?.textContent).toBe('bussy');
    await user.keyboard('{Enter}');
    expect(scenario().health).toBeUndefined();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(/^Not taken/)).toBeTruthy();
    expect(field).toHaveProperty('value', 'requests.availability >= 1 % and checkout.bussy = 1');
    await user.keyboard('{Escape}');
    expect(field).toHaveProperty('value', '');
    expect(screen.queryByText(/^Not taken/)).toBeNull();
  });

  it('counts when the field is left, and undo changes it back', async () => {
    const { user, scenario, table, text } = atRun(<CheckForm />);
    const before = text();
    const field = screen.getByLabelText('The check');
    await user.type(field, 'requests.open = 0');
    await user.tab();
    expect(scenario().health).toEqual({ check: 'requests.open = 0' });
    expect(text()).toContain('# The shop, for tests.');
    table.undo();
    expect(text()).toBe(before);
    await waitFor(() => expect(field).toHaveProperty('value', ''));
  });

  it('completes names by the keyboard alone', async () => {
    const { user } = atRun(<CheckForm />);
    const field = screen.getByLabelText('The check');
    await user.type(field, 'max of che');
    const options = screen.getAllByRole('option').map((one) => one.textContent);
    expect(options).toEqual(['checkout.Checkout']);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(field).toHaveProperty('value', 'max of checkout.');
    // Now its figures.
    const next = screen.getAllByRole('option').map((one) => one.textContent);
    expect(next.some((one) => one?.startsWith('checkout.busy'))).toBe(true);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(field).toHaveProperty('value', 'max of checkout.');
  });
});

describe('the form of an expression', () => {
  it('builds one, with what was measured', async () => {
    const { user, scenario } = atRun(<CheckForm />);
    await user.click(screen.getByRole('button', { name: /^Build it/ }));
    await user.click(screen.getByRole('button', { name: 'Write this' }));
    expect(scenario().health?.check).toBe('requests.availability >= 99 %');
    await user.selectOptions(screen.getByLabelText('Part'), 'checkout');
    await user.selectOptions(screen.getByLabelText('Figure'), 'checkout.busy');
    await user.selectOptions(screen.getByLabelText('Of it'), 'max');
    await user.selectOptions(screen.getByLabelText('When'), 'during outage');
    await user.selectOptions(screen.getByLabelText('It must be'), '<=');
    expect(scenario().health?.check).toBe('max of checkout.busy during outage <= 1');
    await user.click(await screen.findByRole('button', { name: 'Take this as the value' }));
    expect(scenario().health?.check).toBe('max of checkout.busy during outage <= 20');
    const value = screen.getByLabelText('Value');
    await put(user, value, 'many');
    await user.keyboard('{Enter}');
    expect(screen.getByText(/Expected a number/)).toBeTruthy();
    expect(scenario().health?.check).toBe('max of checkout.busy during outage <= 20');
  });

  it('joins conditions, and leaves alone what is more than it can say', async () => {
    const check = '\nhealth: { check: requests.open = 0 }\n';
    const { user, scenario } = atRun(<CheckForm />, check);
    await user.click(screen.getByRole('button', { name: /^Build it/ }));
    await user.click(screen.getByRole('button', { name: 'One more condition' }));
    await user.selectOptions(screen.getByLabelText('True when'), 'or');
    expect(scenario().health?.check).toBe('requests.open = 0 or requests.availability >= 99 %');
    await user.click(screen.getByRole('button', { name: 'Remove condition 1' }));
    expect(scenario().health?.check).toBe('requests.availability >= 99 %');
    const field = screen.getByLabelText('The check');
    await put(user, field, 'not (requests.open = 0)');
    await user.keyboard('{Enter}');
    expect(scenario().health?.check).toBe('not (requests.open = 0)');
    expect(screen.getByText(/more than the form can/)).toBeTruthy();
  });

  it('makes a window from the playhead', async () => {
    const check = '\nhealth: { check: requests.open = 0 }\n';
    const { user, scenario, player } = atRun(<CheckForm />, check);
    player.seek(42_000_000);
    await user.click(screen.getByRole('button', { name: /^Build it/ }));
    await user.selectOptions(screen.getByLabelText('When'), 'own');
    await user.click(screen.getByRole('button', { name: 'To: Take the playhead: 42s' }));
    await user.click(screen.getByRole('button', { name: 'Make the window' }));
    expect(scenario().windows).toEqual({ window: { from: '0s', to: '42s' } });
    expect(scenario().health?.check).toBe('requests.open during window = 0');
  });
});

describe('the check', () => {
  it.each([
    ['start', 'True, and it must not be.'],
    ['faster', 'This is the taught fix.'],
  ])('knows what it should come to in %s', async (design, says) => {
    const health = '\nhealth: { fix: faster, check: requests.availability >= 1 % }\n';
    atRun(<CheckForm />, health, design);
    const field = screen.getByLabelText('The check');
    await waitFor(() => expect(verdictOf(field)).toContain('True'));
    expect(verdictOf(field)).toContain(says);
    expect(document.querySelector('[data-bad]') !== null).toBe(design === 'start');
  });
});
