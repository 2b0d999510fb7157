import type { Because, WhyAsked } from '../contract.ts';
import type { IndexView } from './spec.ts';

export function why(asked: WhyAsked, _view: IndexView, name: string): Because | null {
  switch (asked) {
    case 'unreachable':
      return { says: `${name} was down` };
    case 'failed':
      return { says: `${name} failed a share of its requests` };
    case 'waiting':
    case 'working':
      return { setting: 'latency' };
    default:
      return null;
  }
}
