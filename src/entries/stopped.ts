import type { Ending } from '../engine/part.ts';
import { endingInWords } from '../player/RunFacts.tsx';
import type { Table } from '../table/table.ts';

const ADVICE: Readonly<Partial<Record<Ending['kind'], string>>> = {
  eventBudgetSpent: 'Let fewer requests come in a second, or undo what you did last.',
  outOfMemory: 'Let less pile up, or undo what you did last.',
  crashed: 'Undo what you did last.',
};

/** A run that did not come to its end says so as soon as it is on the screen. @returns how to stop */
export function tellOfEndings({ player, refuse }: Table): () => void {
  const tell = () => {
    const ending = player.store.getState().recording?.ending;
    const advice = ending && ADVICE[ending.kind];
    if (advice)
      refuse(`${endingInWords(ending).replace(/^It /, 'The run ')} What is shown ends there. ${advice}`);
  };
  tell();
  return player.store.subscribe((now, before) => {
    if (now.recording !== before.recording) tell();
  });
}
