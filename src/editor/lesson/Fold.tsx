import { Minus, Plus } from 'lucide-react';
import { createContext, type ReactNode, use, useId } from 'react';

/** Which folds are open, by their titles: whoever goes from step to step finds the same ones open. */
export interface Folds {
  readonly open: ReadonlySet<string>;
  toggle(title: string): void;
  show(title: string): void;
}

export const FoldsContext = createContext<Folds>({ open: new Set(), toggle: () => {}, show: () => {} });

/** A part of a form with what is set there now; its fields are made when it is opened. */
export function Fold({
  title,
  now,
  children,
}: {
  readonly title: string;
  readonly now: string;
  readonly children: ReactNode;
}) {
  const { open, toggle } = use(FoldsContext);
  const isOpen = open.has(title);
  const body = useId();
  return (
    <div className="lesson-fold">
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? body : undefined}
          onClick={() => toggle(title)}
        >
          {isOpen ? <Minus size={12} aria-hidden="true" /> : <Plus size={12} aria-hidden="true" />}
          <span>{title}</span> <small>{now}</small>
        </button>
      </h3>
      {isOpen && (
        <div className="lesson-fold-body" id={body}>
          {children}
        </div>
      )}
    </div>
  );
}
