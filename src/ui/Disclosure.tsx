import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
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
  const shut = useCallback(() => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  }, []);
  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      shut();
    };
    addEventListener('pointerdown', leave);
    addEventListener('focusin', leave);
    // Before anything else on the page takes the key for itself.
    addEventListener('keydown', onEscape, true);
    return () => {
      removeEventListener('pointerdown', leave);
      removeEventListener('focusin', leave);
      removeEventListener('keydown', onEscape, true);
    };
  }, [isOpen, shut]);

  return (
    <div className="ui-disclosure" ref={root}>
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
          {children(shut)}
        </div>
      )}
    </div>
  );
}
