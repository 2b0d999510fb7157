import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { atRun, put, verdictOf } from '../../../tests/atRun.tsx';
import { ChallengeForm } from './ChallengeForm.tsx';
import { ClaimsForm } from './ClaimsForm.tsx';

const CLAIMS = `
claims:
  - { id: calm, says: Before the lock nobody waits., that: checkout.availability before outage >= 99 % }
  - { id: full, says: More slots are full as well., that: max of checkout.busy = 40, design: faster }
`;
const CHALLENGE = `
challenge:
  goal: Come through the lock.
  that:
    - requests.availability >= 99 %
    - { says: Nobody is lost., that: requests.open = 0 }
`;

describe('the challenge', () => {
  it('demands what a run is held against, within a budget', async () => {
    const { user, scenario, text } = atRun(<ChallengeForm />, CHALLENGE);
    const [first] = screen.getAllByLabelText(/is met when/);
    await waitFor(() => expect(verdictOf(first!)).toMatch(/False.*≥ 99 %/));
    await screen.findByText('$0.006667');
    await user.type(screen.getByLabelText('Budget of the run'), '$0.40{Enter}');
    expect(scenario().challenge?.budgetUsd).toBe(0.4);
    await screen.findByText('$0.006667 ≤ $0.4');
    await user.type(screen.getByLabelText('Demand 1, in words'), 'Most are served.');
    await user.tab();
    expect(text()).toContain('says: Most are served.');
    await user.clear(screen.getByLabelText('Demand 2, in words'));
    await user.tab();
    expect(scenario().challenge?.that).toEqual([
      { says: 'Most are served.', that: 'requests.availability >= 99 %' },
      'requests.open = 0',
    ]);
    await user.click(screen.getByRole('button', { name: 'Remove demand 1' }));
    await user.click(screen.getByRole('button', { name: 'A challenge demands one thing at least' }));
    expect(scenario().challenge?.that).toEqual(['requests.open = 0']);
  });
});

describe('claims', () => {
  it('are held against the run on the screen, where they are about it', async () => {
    const { user, scenario, table } = atRun(<ClaimsForm />, CLAIMS);
    expect(await screen.findAllByText('True')).not.toHaveLength(0);
    expect(screen.getByText('Checked in More slots; on the screen is The shop.')).toBeTruthy();
    await user.click(screen.getByText('More slots are full as well.'));
    await user.click(await screen.findByRole('button', { name: 'Put More slots on the table' }));
    expect(table.store.getState().design).toBe('faster');
    await user.click(screen.getByText('Before the lock nobody waits.'));
    const must = await screen.findAllByLabelText('In these runs it must be');
    await user.selectOptions(must[0]!, 'false');
    expect(scenario().claims![0]).toMatchObject({ id: 'calm', holds: false });
    await user.click(screen.getAllByLabelText('More slots')[0]!);
    expect(scenario().claims![0]).toMatchObject({ design: 'faster' });
  });

  it('begin open, with their words to be written over', async () => {
    const { user, scenario } = atRun(<ClaimsForm />, CLAIMS);
    await user.click(screen.getByRole('button', { name: 'Add a claim' }));
    const words = await screen.findByLabelText('The claim');
    await waitFor(() => expect(document.activeElement).toBe(words));
    await user.keyboard('Nobody waits.');
    await user.tab();
    expect(scenario().claims![2]).toMatchObject({ id: 'claim', says: 'Nobody waits.', design: 'start' });
  });

  it('says what stands in the way of a claim', async () => {
    const { user, scenario } = atRun(<ClaimsForm />, CLAIMS);
    await user.click(screen.getByText('More slots are full as well.'));
    const field = await screen.findByLabelText('It stands for');
    await put(user, field, 'checkout.busy');
    await user.keyboard('{Enter}');
    expect(verdictOf(field)).toContain('A claim is true or false');
    expect(scenario().claims![1]!.that).toBe('max of checkout.busy = 40');
  });
});
