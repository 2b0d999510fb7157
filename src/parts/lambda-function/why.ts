import { every, figure, lasting, were } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { FunctionView } from './spec.ts';

/** Why messages wait for a function, and why its invocations last or fail. */
export function why(asked: WhyAsked, view: FunctionView, name: string): Because | null {
  const { metrics, rates, settings: s } = view;
  switch (asked) {
    case 'throttled':
      return atTheLimit(view, name);
    case 'waiting': {
      if (rates.throttles > 0) return atTheLimit(view, name);
      const { pollers } = metrics;
      return {
        says: `${every(pollers, 'poller')} of ${name} ${were(pollers)} busy`,
        held: metrics.concurrent,
        of: pollers,
        setting: pollers >= s.MaximumConcurrency ? 'MaximumConcurrency' : 'pollersPerMinute',
        figures: `${figure(rates.processed)} messages a second were processed by ${name}`,
      };
    }
    case 'working':
      if (rates.coldStarts > 0)
        return { says: `instances of ${name} had to be started`, setting: 'coldStart' };
      return { setting: 'duration' };
    case 'timedOut':
      return { says: `an invocation of ${name} took longer than ${lasting(s.Timeout)}`, setting: 'Timeout' };
    case 'crashed':
      return { says: `an instance of ${name} died with it in its hand` };
    case 'expired':
      return { says: `the event was too old for ${name}`, setting: 'MaximumEventAgeInSeconds' };
    default:
      return null;
  }
}

function atTheLimit({ metrics, rates, settings: s }: FunctionView, name: string): Because {
  const limit = s.ReservedConcurrentExecutions;
  if (limit === 0) return { says: `${name} may not run at all`, setting: 'ReservedConcurrentExecutions' };
  if (metrics.concurrent < limit)
    return { says: `${name} could not start instances fast enough`, setting: 'scalingPer10s' };
  return {
    says: `${every(limit, 'invocation')} that ${name} may have at once ${were(limit)} under way`,
    held: metrics.concurrent,
    of: limit,
    setting: 'ReservedConcurrentExecutions',
    figures: `${figure(rates.throttles)} invocations a second of ${name} were throttled`,
  };
}
