import { type DragEvent, type ReactNode, useMemo } from 'react';
import { useStore } from 'zustand';
import type { KeyName } from '../rules/azure/sas/account.ts';
import { policiesSet } from '../rules/azure/sas/deeds.ts';
import { Button } from '../ui/Button.tsx';
import { Address } from './Address.tsx';
import { answerTo } from './answer.ts';
import { Clock } from './Clock.tsx';
import './desk.css';
import type { SigningDeskStore } from './desk.ts';
import { Files, type TakenFile } from './Files.tsx';
import type { FileKeeper } from './files.ts';
import { Lines } from './Lines.tsx';
import { LinkForm } from './LinkForm.tsx';
import { Opened } from './Opened.tsx';
import { Reply } from './Reply.tsx';
import { Signature } from './Signature.tsx';
import type { Held, World } from './world.ts';

export interface SigningDeskProps {
  readonly desk: SigningDeskStore;
  readonly world: World;
  readonly keeper: FileKeeper;
  readonly theme: 'light' | 'dark';
  /** What stands at the left of the bar. */
  readonly tools?: ReactNode;
  /** What stands at its right. */
  readonly more?: ReactNode;
  /** Moves the clock; left out where a playhead does. */
  readonly onMove?: (nowMs: number) => void;
  readonly onRotate: (key: KeyName) => void;
  readonly onRevoke: (container: string, policy: string) => void;
  /** @returns why the file cannot be put there; null: it is there */
  readonly onPut: (container: string, file: TakenFile) => string | null;
  readonly onRemove?: (held: Held) => void;
  /** How the run answers is still a question. */
  readonly isConcealed?: boolean;
}

/** A link is made here, looked at line by line, changed, and held against what the service signs. */
export function SigningDesk(props: SigningDeskProps) {
  const { desk, world, keeper, theme, tools, more, onMove, onRotate, onRevoke, onPut, onRemove } = props;
  const { isConcealed = false } = props;
  const { form, link, address, sent } = useStore(desk.store);
  const answer = useMemo(() => answerTo(address, link, sent, world), [address, link, sent, world]);
  const policies = policiesSet(world.account, form.container);
  const policy = policies.find(({ id }) => id === form.policy) ?? policies[0];
  return (
    // A file that misses its place is not to take the page's.
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done here; the browser is kept from it.
    <div className="sign-desk" onDragOver={keepPage} onDrop={keepPage}>
      <div className="sign-sheet">
        <header className="sign-bar">
          <span className="sign-tools">
            {tools}
            <span className="sign-account">
              Storage account <code>{world.account.name}</code>
            </span>
          </span>
          <span className="sign-tools">
            <Button onClick={() => onRotate('key1')}>Rotate key 1</Button>
            <Button disabled={!policy} onClick={() => policy && onRevoke(form.container, policy.id)}>
              {policy ? `Revoke the policy ${policy.id}` : 'No policy to revoke'}
            </Button>
            <Button look="primary" onClick={desk.sign}>
              Sign anew
            </Button>
            {more}
          </span>
        </header>
        <div className="sign-left-side">
          <LinkForm form={form} world={world} onChange={desk.fill} />
          <Files
            world={world}
            container={form.container}
            keeper={keeper}
            onPut={(file) => {
              const why = onPut(form.container, file);
              if (why === null) desk.fill({ blob: file.name });
              return why;
            }}
            onLink={({ container, blob }) => desk.fill({ container, blob })}
            onRemove={onRemove}
          />
        </div>
        <div className="sign-right-side">
          <Clock link={link} world={world} onMove={onMove} />
          <Address address={address} handedOut={link.url} onChange={desk.setAddress} />
          {isConcealed ? (
            <p className="sign-shut">What the service answers is shown once you have said what you expect.</p>
          ) : (
            <>
              <Reply answer={answer} sent={sent} onAsk={desk.ask} />
              <Opened held={answer.held} keeper={keeper} theme={theme} />
              <Lines answer={answer} onOverwrite={desk.overwrite} />
              <Signature link={link} answer={answer} />
            </>
          )}
        </div>
      </div>
    </div>
  );
}

const keepPage = (event: DragEvent): void => event.preventDefault();
