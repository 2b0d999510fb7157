import { figure } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import type { BuilderView } from './spec.ts';

export function why(asked: WhyAsked, { metrics, settings: s }: BuilderView, name: string): Because | null {
  switch (asked) {
    case 'invalid':
      return {
        says: `the prompt of ${name} had ${figure(metrics.promptSize)} tokens, and its answer might have had ${figure(s.maxTokens)} more`,
        setting: s.wholeLibrary ? 'wholeLibrary' : 'top',
      };
    case 'waiting':
    case 'working':
      return metrics.waiting > 0
        ? { says: `${name} waited to ask the model again`, setting: 'retries' }
        : { setting: 'top' };
    default:
      return null;
  }
}
