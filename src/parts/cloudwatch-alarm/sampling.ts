import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import type { Me, Samples } from './spec.ts';

export function noSamples(): Samples {
  return { count: 0, sum: 0, highest: Number.NEGATIVE_INFINITY, lowest: Number.POSITIVE_INFINITY };
}

/** A new period begins now. */
export function beginPeriod(self: Me): void {
  const { state, settings: s } = self;
  state.samples = noSamples();
  state.began = self.now;
  const type = s.metric === null ? null : self.metricType(s.metric);
  state.lastValue = type === null ? 0 : self.observe(s.metric!);
  state.lastArea = hasArea(type) ? self.observeArea(s.metric!) : 0;
  state.beganArea = state.lastArea;
}

const hasArea = (type: ReturnType<Me['metricType']>): boolean => type !== null && type !== 'counter';

/** One a second: what a level or an age is, what a counter grew by, the durations that a timing recorded. */
export function takeSample(self: Me): void {
  const { state, settings: s } = self;
  const type = s.metric === null ? null : self.metricType(s.metric);
  if (type === null) return;
  const value = self.observe(s.metric!);
  if (type === 'timing') {
    const area = self.observeArea(s.metric!);
    const took = (area - state.lastArea) / TICKS_PER_SECOND;
    const count = value - state.lastValue;
    if (count > 0) add(state.samples, count, took, took / count);
    state.lastArea = area;
  } else {
    const sample =
      type === 'level' ? value : type === 'age' ? value / TICKS_PER_SECOND : value - state.lastValue;
    add(state.samples, 1, sample, sample);
  }
  state.lastValue = value;
}

function add(samples: Samples, count: number, sum: number, value: number): void {
  samples.count += count;
  samples.sum += sum;
  samples.highest = Math.max(samples.highest, value);
  samples.lowest = Math.min(samples.lowest, value);
}

/** The datapoint of the period that ends now; null when there was no data. */
export function datapoint(self: Me): number | null {
  const { state, settings: s } = self;
  const { count, sum, highest, lowest } = state.samples;
  const type = s.metric === null ? null : self.metricType(s.metric);
  if (type === null || count === 0) return null;
  if (type === 'counter' && sum === 0 && !s.reportsZero) return null;
  switch (s.Statistic) {
    case 'Average': {
      if (type === 'timing' || type === 'counter') return sum / count;
      // A level and an age are known at every moment: their mean is exact.
      const mean = (self.observeArea(s.metric!) - state.beganArea) / (self.now - state.began);
      return type === 'age' ? mean / TICKS_PER_SECOND : mean;
    }
    case 'Maximum':
      return highest;
    case 'Minimum':
      return lowest;
    case 'Sum':
      return sum;
    case 'SampleCount':
      return count;
  }
}
