import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';

export interface ListFootProps {
  /** Why the last change of the list was refused; null: it was not. */
  readonly problem: string | null;
  /** "Add a claim" */
  readonly add: string;
  /** No more may come. */
  readonly isFull: boolean;
  /** @param button that was pressed, for the focus to go on from */
  readonly onAdd: (button: Element) => void;
  /** What else can be done with the list. */
  readonly children?: ReactNode;
}

/** Below a list of things that are held against a run. */
export function ListFoot({ problem, add, isFull, onAdd, children }: ListFootProps) {
  return (
    <>
      {problem && (
        <p className="ui-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="check-tools">
        <Button data-does="add" disabled={isFull} onClick={({ currentTarget }) => onAdd(currentTarget)}>
          {add}
        </Button>
        {children}
      </div>
    </>
  );
}
