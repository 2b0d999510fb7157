import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { RawSetting } from '../../scenario/types.ts';
import { openSigning, type SigningDeskStore } from '../../signing/desk.ts';
import { fileKeeper } from '../../signing/keeper.ts';
import { SigningDesk } from '../../signing/SigningDesk.tsx';
import type { World } from '../../signing/world.ts';
import { hurt } from '../acts.ts';
import { designOf, type TablePart } from '../design.ts';
import { useTable } from '../hooks.ts';
import { follow } from './storages.ts';

export interface SigningFrontProps {
  readonly part: TablePart;
  readonly theme: 'light' | 'dark';
  readonly isConcealed: boolean;
  readonly tools: ReactNode;
  /** Desks that were opened before, by part. */
  readonly desks: Map<string, SigningDeskStore>;
}

/** The desk for links to one storage account of the system: the run decides what the account knows, the playhead when. */
export function SigningFront({ part, theme, isConcealed, tools, desks }: SigningFrontProps) {
  const { table, catalog } = useTable();
  const [world, setWorld] = useState<World | null>(null);
  const [isMissing, setMissing] = useState(false);
  const last = useRef<World | null>(null);
  useEffect(
    () =>
      follow(table, part.id, (told, nowMs) => {
        setMissing(told === null);
        if (told === null) return;
        const { account, blobs, isWhole } = told;
        last.current = { account, nowMs, held: blobs, isWhole };
        setWorld(last.current);
      }),
    [table, part.id],
  );
  if (world === null)
    return (
      <div className="signing-waits">
        {tools}
        <p className="ui-hint">
          {isMissing
            ? 'This account is not in the run: something of it is not wired up.'
            : 'The account is being asked.'}
        </p>
      </div>
    );
  let desk = desks.get(part.id);
  if (!desk) {
    desk = openSigning(
      () => last.current!,
      firstPlace(world),
      lastsFor(designOf(table.store.getState()).length),
    );
    desks.set(part.id, desk);
  }
  const act = (name: string, values: Readonly<Record<string, RawSetting>>): boolean =>
    hurt(table, catalog, part.id, name, values, null);
  return (
    <SigningDesk
      desk={desk}
      world={world}
      keeper={fileKeeper()}
      theme={theme}
      tools={tools}
      isConcealed={isConcealed}
      onRotate={(key) => act('rotateKey', { key })}
      onRevoke={(container, policy) => act('revokePolicy', { container, policy })}
      onPut={(container, { name, size, hash }) =>
        act('putFile', { key: `${container}/${name}`, size: `${size}B`, hash })
          ? null
          : (table.store.getState().refused ?? 'It cannot be put there.')
      }
    />
  );
}

const HOUR_MS = 3_600_000;

/** An hour; in a long run so many hours that one sees it pass. @param length of the run, in ticks */
const lastsFor = (length: number): number => HOUR_MS * Math.max(1, Math.round(length / 1000 / HOUR_MS / 10));

/** A blob that is there, or one that could be. */
function firstPlace({ account, held }: World): { readonly container: string; readonly blob: string } {
  const first = held[0];
  if (first) return first;
  return { container: Object.keys(account.containers)[0] ?? 'scans', blob: 'a-scan.pdf' };
}
