/** All of the part but what makes it run: the page knows it without carrying the machine. */
import type { Behaviour } from '../../engine/part.ts';
import { type Because, definePart, type PartDefinition, type Status, type WhyAsked } from '../contract.ts';
import { acts, settings } from './settings.ts';
import { ENDINGS, endingCode, type GoView, type Me, type Settings, type State, spec } from './spec.ts';

/** @param why left out where nobody asks: who answers carries the machine, too */
export function goDefinition(
  behaviour: Behaviour<Me, State, Settings>,
  why?: (asked: WhyAsked, view: GoView, name: string) => Because | null,
): PartDefinition {
  return definePart({
    title: 'Go program',
    says: 'Real Go, compiled and run here: each request is a goroutine, and faults in the code are faults under load.',
    charted: 'goroutines',
    portrait: {
      up: 1,
      goroutines: 14,
      running: 2,
      runnable: 3,
      waiting: 3,
      sleeping: 6,
      memory: 180_000_000,
    },
    spec,
    settings,
    acts,
    behaviour,
    ...(why && { why }),
    status,
  });
}

/** From here on it says that memory gets scarce. */
const NEARLY_FULL = 0.9;

export function status({ metrics, rates, settings: s }: GoView): Status {
  if (metrics.up === 0) {
    if (metrics.ending === 0) return { mood: 'calm', word: 'starting' };
    const mood = metrics.ending === endingCode('main returned') ? 'calm' : 'down';
    return { mood, word: ENDINGS[metrics.ending] ?? 'down' };
  }
  if (rates.failed > 0 && rates.failed >= rates.answered) return { mood: 'failing', word: 'failing' };
  if (metrics.memory > NEARLY_FULL * s.memory) return { mood: 'throttled', word: 'nearly full' };
  if (rates.failed > 0) return { mood: 'throttled', word: 'failing some' };
  if (metrics.running >= s.GOMAXPROCS && metrics.runnable > s.GOMAXPROCS)
    return { mood: 'throttled', word: 'out of CPU' };
  return metrics.goroutines > 0 ? { mood: 'busy', word: 'working' } : { mood: 'calm', word: 'idle' };
}
