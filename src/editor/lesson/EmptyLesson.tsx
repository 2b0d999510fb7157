import { BONE_WORDS } from '../../episode/state.ts';
import { BONES } from '../../scenario/lesson.ts';
import { Button } from '../../ui/Button.tsx';
import { SKELETON } from './skeleton.ts';
import type { Bone } from './stepChanges.ts';

const SHORT: readonly Bone[] = ['before', 'predict', 'break', 'mend'];

/** A scenario without steps is no lesson yet. */
export function EmptyLesson({ onAdd }: { readonly onAdd: (bones: readonly Bone[]) => void }) {
  return (
    <section className="lesson-empty">
      <p className="story-type">A lesson is a system that breaks, a guess, and a fix.</p>
      <dl>
        {BONES.map((bone) => (
          <div key={bone}>
            <dt>{BONE_WORDS[bone]}</dt>
            <dd>{SKELETON[bone].means}</dd>
          </div>
        ))}
      </dl>
      <div className="lesson-tools">
        <Button look="primary" onClick={() => onAdd(BONES)}>
          Begin with these seven
        </Button>
        <Button onClick={() => onAdd(SHORT)}>Only before, predict, break, mend</Button>
      </div>
      <p className="ui-hint">Each comes with a sentence that says what belongs there, to be written over.</p>
    </section>
  );
}
