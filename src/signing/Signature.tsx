import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import type { Answer } from './answer.ts';
import { keyTitle, type Link } from './link.ts';
import './signature.css';

export interface SignatureProps {
  readonly link: Link;
  readonly answer: Answer;
}

/** The key, what it makes of the string, and what the service's keys make of theirs. */
export function Signature({ link, answer }: SignatureProps) {
  const [isShown, setShown] = useState(false);
  const { key, signature } = link;
  const generation =
    key.generation === null || key.generation === 1 ? '' : `, made anew ${times(key.generation - 1)}`;
  return (
    <section className="sign-signature" aria-label="Signature">
      <h2>Signature</h2>
      <p className="ui-hint">HMAC-SHA256 over the {link.lines.length} lines, with the bytes of the key.</p>
      <dl>
        <dt>
          {upper(keyTitle(key.name))}
          {generation}
        </dt>
        <dd>
          <code className="sign-key">{isShown ? key.value : shortened(key.value)}</code>
          <Button look="quiet" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
            {isShown ? 'Hide the key' : 'Show the key'}
          </Button>
        </dd>
        <dt>Gave the signature</dt>
        <dd>
          <code>{signature}</code>
        </dd>
        {answer.wasRead && (
          <>
            <dt>In the link now</dt>
            <dd>
              <code>{answer.signature}</code>
            </dd>
            {answer.retired && (
              <Gives
                title={`${upper(keyTitle(answer.retired.key))}, before it was rotated`}
                value={answer.signature}
                isSame
              />
            )}
            {answer.computed.map(({ key: of, signature: gives }) => {
              const isSame = gives === answer.signature;
              const name = keyTitle(of);
              return (
                <Gives
                  key={of}
                  title={`The service, with ${name === of ? 'the user’s key' : name}`}
                  value={gives}
                  isSame={isSame}
                />
              );
            })}
          </>
        )}
      </dl>
    </section>
  );
}

function Gives(props: { readonly title: string; readonly value: string; readonly isSame: boolean }) {
  const { title, value, isSame } = props;
  return (
    <>
      <dt>{title}</dt>
      <dd data-mood={isSame ? 'calm' : undefined} data-same={isSame || undefined}>
        <code>{value}</code>
        <span className="sign-same">{isSame ? '= the same' : '≠'}</span>
        {!isSame && <span className="visually-hidden">another one</span>}
      </dd>
    </>
  );
}

const times = (n: number): string => (n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`);
const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Enough to tell two apart. */
const shortened = (key: string): string => `${key.slice(0, 6)} … ${key.slice(-6)}`;
