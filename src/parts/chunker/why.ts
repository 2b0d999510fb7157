import { every, figure, were } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { ChunkerView } from './spec.ts';

export function why(
  asked: WhyAsked,
  { metrics, rates, settings: s }: ChunkerView,
  name: string,
): Because | null {
  switch (asked) {
    case 'waiting':
    case 'working':
      if (rates.retries > 0)
        return { says: `${name} was told to wait before it handed chunks on`, setting: 'retryAfter' };
      return {
        says: `${every(s.parallel, 'chunk')} that ${name} hands on at once ${were(s.parallel)} under way`,
        held: metrics.open,
        of: s.parallel,
        setting: 'parallel',
        figures: `${figure(metrics.waiting)} chunks waited in ${name}`,
      };
    case 'failed':
      return { says: `a chunk that ${name} handed on was not taken`, setting: 'retries' };
    default:
      return null;
  }
}
