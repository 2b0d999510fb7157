import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { IconButton } from '../../ui/Button.tsx';

export interface ItemToolsProps {
  /** "hint 2" */
  readonly what: string;
  readonly index: number;
  readonly count: number;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
  /** Why it must stay; left out: it may go. */
  readonly stays?: string;
  readonly children?: ReactNode;
}

/** Up, down and away, for an item of a list. The focus goes where the item goes, and stays in the list. */
export function ItemTools({ what, index, count, onMove, onRemove, stays, children }: ItemToolsProps) {
  const tools = useRef<HTMLDivElement>(null);

  function move(by: -1 | 1, does: string) {
    const to = index + by;
    if (to < 0 || to >= count) return;
    const list = tools.current?.closest('[data-items]');
    onMove(to);
    focusIn(list, to, `[data-does="${does}"]`);
  }

  function remove() {
    if (stays !== undefined) return;
    const list = tools.current?.closest('[data-items]');
    onRemove();
    focusIn(list, Math.min(index, count - 2), '[data-does="remove"]');
  }

  return (
    <div className="lesson-item-tools" ref={tools}>
      {children}
      <IconButton
        label={`Move ${what} up`}
        data-does="up"
        aria-disabled={index === 0 || undefined}
        onClick={() => move(-1, 'up')}
      >
        <ArrowUp size={16} aria-hidden="true" />
      </IconButton>
      <IconButton
        label={`Move ${what} down`}
        data-does="down"
        aria-disabled={index === count - 1 || undefined}
        onClick={() => move(1, 'down')}
      >
        <ArrowDown size={16} aria-hidden="true" />
      </IconButton>
      <IconButton
        label={stays ?? `Remove ${what}`}
        data-does="remove"
        aria-disabled={stays !== undefined || undefined}
        onClick={remove}
      >
        <Trash2 size={16} aria-hidden="true" />
      </IconButton>
    </div>
  );
}

/** The next picture has the list as it is then; one without items leaves the focus to its button for more. */
function focusIn(list: Element | null | undefined, item: number, what: string): void {
  requestAnimationFrame(() => {
    const inside = list?.children[item]?.querySelector<HTMLElement>(what);
    (inside ?? list?.parentElement?.querySelector<HTMLElement>('[data-does="add"]'))?.focus();
  });
}
