import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shop } from '../../../tests/atTable.ts';
import type { MeasureAsked, RunAsked } from '../../lab/protocol.ts';
import { withAt } from '../value.ts';
import { createMeasurer } from './measurer.ts';

const scenario = shop();
const run: RunAsked = { source: scenario, design: 'start', edits: { seed: 1 } };

function atLab() {
  const asked: (MeasureAsked & { readonly design: string })[] = [];
  const lab = {
    async measure({ design }: RunAsked, { that, figures }: MeasureAsked) {
      asked.push({ design, that, figures });
      const verdicts = that.map((text) => ({ verdict: true, text, knownAt: 0 }));
      return { verdicts, figures: [], digest: '' };
    },
  };
  return { asked, measurer: createMeasurer(() => lab) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());
const later = () => vi.advanceTimersByTimeAsync(1000);

describe('runs that are not on the screen', () => {
  it('are made once for all who ask in the same moment', async () => {
    const { asked, measurer } = atLab();
    const heard = vi.fn();
    measurer.subscribe(heard);
    measurer.want(run, ['a', 'b']);
    measurer.want({ ...run, edits: { seed: 1 } }, ['b', 'c']);
    expect(measurer.verdict(run, 'a')).toBeNull();
    await later();
    expect(asked.map(({ that }) => that)).toEqual([['a', 'b', 'c']]);
    expect(measurer.verdict(run, 'c')?.verdict).toBe(true);
    expect(heard).toHaveBeenCalledOnce();
  });

  it('are not made again when only words have changed', async () => {
    const { asked, measurer } = atLab();
    measurer.want(run, ['a']);
    await later();
    const reworded = { ...run, source: withAt(scenario, ['title'], 'Another shop') };
    measurer.want(reworded, ['a']);
    await later();
    expect(asked).toHaveLength(1);
    expect(measurer.verdict(reworded, 'a')).not.toBeNull();
  });

  it('are made again for another design, seed or system', async () => {
    const { asked, measurer } = atLab();
    measurer.want(run, ['a']);
    measurer.want({ ...run, design: 'faster' }, ['a']);
    measurer.want({ ...run, edits: { seed: 2 } }, ['a']);
    measurer.want({ ...run, source: withAt(scenario, ['duration'], '3m') }, ['a']);
    await later();
    expect(asked).toHaveLength(4);
  });

  it('that cannot be made leave nothing known, and may be asked again', async () => {
    let fails = true;
    const measure = vi.fn(async () => {
      if (fails) throw new Error('No run.');
      return { verdicts: [{ verdict: true, text: '', knownAt: 0 }], figures: [], digest: '' };
    });
    const measurer = createMeasurer(() => ({ measure }));
    measurer.want(run, ['a']);
    await later();
    expect(measurer.verdict(run, 'a')).toBeNull();
    fails = false;
    measurer.want(run, ['a']);
    await later();
    expect(measurer.verdict(run, 'a')?.verdict).toBe(true);
  });
});
