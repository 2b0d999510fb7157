import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from './Button.tsx';

export interface DisclosureProps {
  readonly label: ReactNode;
  /** For a button that shows only a picture. */
  readonly name?: string;
  readonly children: (close: () => void) => ReactNode;
  readonly align?: 'start' | 'end';
}

/** A button that shows a few more things below itself. Escape, a click elsewhere and leaving it by Tab close it. */
export function Disclosure({ label, name, children, align = 'end' }: DisclosureProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const body = useId();
  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    addEventListener('pointerdown', leave);
    addEventListener('focusin', leave);
    return () => {
      removeEventListener('pointerdown', leave);
      removeEventListener('focusin', leave);
    };
  }, [isOpen]);

  function close() {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  }

  return (
    <div
      className="ui-disclosure"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        close();
      }}
    >
      <Button
        look="quiet"
        aria-expanded={isOpen}
        aria-controls={isOpen ? body : undefined}
        aria-label={name}
        title={name}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </Button>
      {isOpen && (
        <div className="ui-disclosure-body" id={body} data-align={align}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
