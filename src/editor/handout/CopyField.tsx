import { Copy } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';

export interface CopyFieldProps {
  readonly label: string;
  /** Empty: it is not there yet. */
  readonly value: string;
  /** What the button says. */
  readonly copy: string;
  readonly lines?: number;
  readonly hint?: ReactNode;
  readonly children?: ReactNode;
}

/** Something that is made here and needed elsewhere: it can be seen, selected and copied. */
export function CopyField({ label, value, copy, lines, hint, children }: CopyFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [told, setTold] = useState<{ readonly of: string; readonly says: string } | null>(null);

  async function take(): Promise<void> {
    try {
      await navigator.clipboard.writeText(value);
      setTold({ of: value, says: `Copied: ${value.length.toLocaleString('en')} characters.` });
    } catch {
      field.current?.focus();
      field.current?.select();
      setTold({
        of: value,
        says: 'The browser does not let this page copy. It is selected: copy it from here.',
      });
    }
  }

  const shared = {
    ref: field,
    id,
    readOnly: true,
    value,
    'aria-describedby': hint ? `${id}-hint` : undefined,
    onFocus: () => field.current?.select(),
  };
  return (
    <div className="handout-copy">
      <label htmlFor={id}>{label}</label>
      <span className="ui-text" data-look={lines ? 'lines' : 'words'}>
        {lines ? <textarea {...shared} rows={lines} /> : <input type="text" {...shared} />}
      </span>
      {hint && (
        <small id={`${id}-hint`} className="ui-hint">
          {hint}
        </small>
      )}
      <div className="handout-buttons">
        <Button disabled={value === ''} onClick={() => void take()}>
          <Copy size={16} aria-hidden="true" />
          {copy}
        </Button>
        {children}
        {/* What was copied before says nothing of what stands here now. */}
        <span role="status" className="handout-said">
          {told?.of === value ? told.says : ''}
        </span>
      </div>
    </div>
  );
}
