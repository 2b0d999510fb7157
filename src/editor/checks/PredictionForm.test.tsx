import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { atRun, put, verdictOf } from '../../../tests/atRun.tsx';
import { PredictionForm } from './PredictionForm.tsx';
import { TasksForm } from './TasksForm.tsx';

describe('a prediction', () => {
  it('is judged by the run that decides, and tells when no answer or several are right', async () => {
    const { user, scenario, measure } = atRun(<PredictionForm step={0} />);
    await user.click(screen.getByRole('button', { name: 'Ask for a prediction' }));
    expect(scenario().steps![0]!.prediction!.options).toHaveLength(2);
    // The step plays no acts, and the run on the screen does: another run decides.
    await screen.findByText(/One answer is right: “The first answer”/);
    expect(measure).toHaveBeenCalledTimes(1);
    expect(measure.mock.calls[0]![0]).toMatchObject({ design: 'start', edits: { seed: 1, keepActs: [] } });
    const [, second] = screen.getAllByLabelText(/is right when/);
    await put(user, second!, 'requests.requests > 0');
    await user.keyboard('{Enter}');
    await screen.findByText(/Every answer is right/);
    await user.clear(second!);
    await user.tab();
    expect(scenario().steps![0]!.prediction!.options[1]).not.toHaveProperty('right');
    await screen.findByText(/One answer is right/);
    const [first] = screen.getAllByLabelText(/is right when/);
    await put(user, first!, 'requests.availability < 1 %');
    await user.keyboard('{Enter}');
    await screen.findByText(/No answer is right/);
  });

  it('keeps two answers, and one that says when it is right', async () => {
    const { user, scenario } = atRun(<PredictionForm step={0} />);
    await user.click(screen.getByRole('button', { name: 'Ask for a prediction' }));
    await user.click(screen.getByRole('button', { name: 'Add an answer' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Answer 3')));
    const options = () => scenario().steps![0]!.prediction!.options.map(({ id }) => id);
    expect(options()).toEqual(['answer', 'answer-2', 'answer-3']);
    await user.click(screen.getByRole('button', { name: 'Move answer 3 up' }));
    expect(options()).toEqual(['answer', 'answer-3', 'answer-2']);
    await user.click(screen.getByRole('button', { name: 'Remove answer 2' }));
    expect(options()).toEqual(['answer', 'answer-2']);
    await user.click(screen.getAllByRole('button', { name: 'A question has at least two answers' })[0]!);
    expect(options()).toHaveLength(2);
    for (const field of screen.getAllByLabelText(/is right when/)) {
      await user.clear(field);
      await user.tab();
    }
    // Without any, no run could judge: the last one stays, and says why.
    expect(screen.getByText(/No option says when it is right/)).toBeTruthy();
    expect(scenario().steps![0]!.prediction!.options[1]).toHaveProperty('right');
    await user.click(screen.getByRole('button', { name: 'Remove the prediction' }));
    expect(scenario().steps![0]).not.toHaveProperty('prediction');
  });
});

describe('tasks', () => {
  it('are true of the run, or done by somebody', async () => {
    const { user, scenario, text } = atRun(<TasksForm step={0} />);
    const before = text();
    await user.click(screen.getByRole('button', { name: 'Add a task' }));
    const field = screen.getByLabelText('Task 1 is done when this is true');
    await waitFor(() => expect(verdictOf(field)).toMatch(/True|False/));
    await user.selectOptions(screen.getByLabelText('In which design'), 'mine');
    expect(scenario().steps![0]!.tasks).toEqual([
      { id: 'task', says: 'What is to be done.', that: 'requests.availability >= 99 %', design: 'mine' },
    ]);
    await user.selectOptions(screen.getByLabelText('It is done when'), 'did');
    await user.selectOptions(screen.getByLabelText('The learner'), 'fork');
    expect(scenario().steps![0]!.tasks).toEqual([{ id: 'task', says: 'What is to be done.', did: 'fork' }]);
    const options = within(screen.getByLabelText('It is done when')).getAllByRole('option');
    expect(options.map((one) => one.getAttribute('value'))).toEqual(['that', 'did']);
    await user.click(screen.getByRole('button', { name: 'Remove task 1' }));
    expect(text()).toBe(before);
  });
});
