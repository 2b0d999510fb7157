import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { chooseFile } from '../../table/files.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { bringFiles, bringText, type Desk, isLandable } from './bring.ts';
import { Choosing } from './Choosing.tsx';
import type { Brought } from './outsideStore.ts';
import { Traffic } from './Traffic.tsx';

const ACCEPT = '.yaml,.yml,.json,.csv,.tsv,.log,.txt,.go';
/** A field with more than this is slow, and nobody mends that by hand. */
const TYPED_MAX = 20_000;

export function OutsideDialog({ desk }: { readonly desk: Desk }) {
  const { outside } = desk;
  const { brought, trouble } = useStore(outside.store);
  return (
    <Dialog title="Bring in from outside" onClose={outside.close}>
      {brought && isWhole(brought) ? (
        <p className="outside-file">
          <span className="figures">
            {brought.name ?? 'What was pasted'}, {sizeWords(brought.text)}
          </span>
          <Button look="quiet" onClick={outside.open}>
            Take something else
          </Button>
        </p>
      ) : (
        <Asking desk={desk} brought={brought} />
      )}
      {trouble && <Notice what={trouble} announce="now" />}
      {brought && <Answer key={`${brought.n} answer`} desk={desk} brought={brought} />}
    </Dialog>
  );
}

/** A file stays as it is, and so does what is too long for a field. */
const isWhole = ({ name, text }: Brought): boolean => name !== null || text.length > TYPED_MAX;

function sizeWords(text: string): string {
  if (text.length < 1000) return `${text.length} characters`;
  return text.length < 1_000_000
    ? `${Math.round(text.length / 1000)} kB`
    : `${(text.length / 1e6).toFixed(1)} MB`;
}

function Asking({ desk, brought }: { readonly desk: Desk; readonly brought: Brought | null }) {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const given = brought?.text ?? '';
  useEffect(() => setText(given), [given]);
  useEffect(() => field.current?.focus(), []);
  async function choose() {
    const file = await chooseFile(ACCEPT);
    if (file) await bringFiles([file], desk);
  }
  const take = () => bringText(null, text, desk);
  return (
    <>
      <TextArea
        ref={field}
        label="Paste it here"
        value={text}
        onChange={setText}
        onKeyDown={({ key, ctrlKey, metaKey }) => {
          if (key === 'Enter' && (ctrlKey || metaKey) && text.trim() !== '') take();
        }}
        hint="A scenario in YAML, request times as CSV, a policy as JSON (a filter policy of SNS, a redrive policy of SQS, a lifecycle policy of Azure) or a Go program. It stays in this browser."
      />
      <div className="outside-buttons">
        {/* One thing to do next: once there is a place to choose, that is it. */}
        <Button
          look={given === text && given !== '' ? undefined : 'primary'}
          disabled={text.trim() === ''}
          onClick={take}
        >
          Bring it in
        </Button>
        <Button onClick={choose}>Choose a file</Button>
      </div>
    </>
  );
}

function Answer({ desk, brought }: { readonly desk: Desk; readonly brought: Brought }) {
  const { found, text } = brought;
  if (found.what === 'nothing')
    return (
      <Notice what={found.says} announce="politely">
        <Details all={found.details} />
      </Notice>
    );
  if (found.what === 'times') return <Traffic desk={desk} text={text} />;
  return isLandable(found) ? <Choosing desk={desk} found={found} /> : null;
}

function Details({ all }: { readonly all: readonly string[] }) {
  if (all.length === 0) return null;
  return (
    <ul className="outside-details">
      {all.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}
