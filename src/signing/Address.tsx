import { useId, useMemo } from 'react';
import { Button } from '../ui/Button.tsx';
import { changesSaid, comparedTo } from './address.ts';
import './address.css';

export interface AddressProps {
  readonly address: string;
  /** As it was handed out. */
  readonly handedOut: string;
  readonly onChange: (address: string) => void;
}

/** The link: its parameters are told apart, any character may be changed, and what was changed is marked. */
export function Address({ address, handedOut, onChange }: AddressProps) {
  const id = useId();
  const runs = useMemo(() => comparedTo(address, handedOut), [address, handedOut]);
  const said = changesSaid(address, handedOut);
  let at = 0;
  return (
    <section className="sign-address" aria-label="The link">
      <div className="sign-head">
        <h2>
          <label htmlFor={id}>The link</label>
        </h2>
        <span className="ui-hint">Change any character of it.</span>
        {said !== '' && (
          <Button look="quiet" onClick={() => onChange(handedOut)}>
            Put it back
          </Button>
        )}
      </div>
      <div className="sign-url">
        {/* What is written in the field is drawn below it, so that pieces of it can be marked. */}
        <div className="sign-url-drawn" aria-hidden="true">
          {runs.map(({ what, text, parameter, differs, misses }) => {
            const key = at;
            at += text.length + 1;
            return (
              <span
                key={key}
                data-what={what}
                data-sig={parameter === 'sig' || undefined}
                data-differs={differs || undefined}
                data-misses={misses || undefined}
              >
                {text}
              </span>
            );
          })}
        </div>
        <textarea
          id={id}
          value={address}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          aria-describedby={said === '' ? undefined : `${id}-changes`}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      <p id={`${id}-changes`} className="sign-changes">
        {said}
      </p>
    </section>
  );
}
