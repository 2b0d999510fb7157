import { ArrowDown, ArrowUp, Copy, Plus, Trash2 } from 'lucide-react';
import { BONE_WORDS } from '../../episode/state.ts';
import { BONES } from '../../scenario/lesson.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { limitsOf } from '../says.ts';
import { countOf } from './fields.tsx';
import { SKELETON } from './skeleton.ts';
import type { Bone } from './stepChanges.ts';

export interface StepToolsProps {
  readonly count: number;
  /** -1: the whole. */
  readonly open: number;
  readonly onAdd: (bone: Bone) => void;
  readonly onMove: (from: number, to: number) => void;
  readonly onCopy: (step: number) => void;
  readonly onRemove: (step: number) => void;
}

/** What can be done with the list: a step more, and the open one elsewhere, twice or away. */
export function StepTools({ count, open, onAdd, onMove, onCopy, onRemove }: StepToolsProps) {
  const limits = limitsOf(['steps']);
  const isFull = limits.most !== null && count >= limits.most;
  const step = `step ${open + 1}`;
  const isFirst = open <= 0;
  const isLast = open >= count - 1;
  return (
    <div className="lesson-bar">
      <Disclosure
        align="start"
        label={
          <>
            <Plus size={16} aria-hidden="true" />
            Add a step
          </>
        }
      >
        {(close) =>
          isFull ? (
            <p className="ui-hint">A lesson has at most {limits.most} steps.</p>
          ) : (
            BONES.map((bone) => (
              <Button
                key={bone}
                look="quiet"
                className="lesson-bone"
                onClick={() => {
                  close();
                  onAdd(bone);
                }}
              >
                <span>
                  {BONE_WORDS[bone]}
                  <small>{SKELETON[bone].means}</small>
                </span>
              </Button>
            ))
          )
        }
      </Disclosure>
      <span className="ui-hint figures">{countOf(count, limits, 'steps')}</span>
      {open >= 0 && (
        <div className="lesson-item-tools">
          <IconButton
            label={`Move ${step} up`}
            aria-disabled={isFirst || undefined}
            onClick={() => isFirst || onMove(open, open - 1)}
          >
            <ArrowUp size={16} aria-hidden="true" />
          </IconButton>
          <IconButton
            label={`Move ${step} down`}
            aria-disabled={isLast || undefined}
            onClick={() => isLast || onMove(open, open + 1)}
          >
            <ArrowDown size={16} aria-hidden="true" />
          </IconButton>
          <IconButton
            label={`Duplicate ${step}`}
            aria-disabled={isFull || undefined}
            onClick={() => isFull || onCopy(open)}
          >
            <Copy size={16} aria-hidden="true" />
          </IconButton>
          <IconButton label={`Remove ${step}`} onClick={() => onRemove(open)}>
            <Trash2 size={16} aria-hidden="true" />
          </IconButton>
        </div>
      )}
    </div>
  );
}
