/** All of the part but what makes it run: the page knows it without carrying the tokenizer. */
import type { Behaviour } from '../../engine/part.ts';
import { type Because, definePart, type PartDefinition, type WhyAsked } from '../contract.ts';
import { settings } from './settings.ts';
import { type ChunkerView, type Me, type Settings, type State, spec } from './spec.ts';

export function chunkerDefinition(
  behaviour: Behaviour<Me, State, Settings>,
  why?: (asked: WhyAsked, view: ChunkerView, name: string) => Because | null,
): PartDefinition {
  return definePart({
    title: 'Chunker',
    says: 'Cuts scrolls into pieces that a search can find and a prompt can hold.',
    charted: 'waiting',
    portrait: { documents: 12, chunks: 31, tokens: 9400, cuts: 19 },
    spec,
    settings,
    desk: { about: 'retrieval', decides: { by: 'by', size: 'size', overlap: 'overlap' } },
    behaviour,
    ...(why && { why }),
    check: ({ size, overlap }) =>
      overlap < size
        ? []
        : [{ setting: 'overlap', expected: `less than size (${size}): a chunk must bring something new` }],
    status: ({ metrics, rates }) => {
      if (rates.failed > 0) return { mood: 'failing', word: 'not taken' };
      if (rates.retries > 0) return { mood: 'throttled', word: 'handing on again' };
      return metrics.open + metrics.waiting > 0
        ? { mood: 'busy', word: 'cutting' }
        : { mood: 'calm', word: 'idle' };
    },
  });
}
