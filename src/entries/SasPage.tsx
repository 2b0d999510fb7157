import { useEffect, useMemo, useRef, useState } from 'react';
import { accountAt, type Deed } from '../rules/azure/sas/deeds.ts';
import { openSigning } from '../signing/desk.ts';
import { hashOf, type KeptFile } from '../signing/files.ts';
import { fileKeeper } from '../signing/keeper.ts';
import { OPENS_MS, practiceAccount, SAMPLE } from '../signing/practice.ts';
import { SigningDesk } from '../signing/SigningDesk.tsx';
import type { Held, World } from '../signing/world.ts';
import { Button } from '../ui/Button.tsx';
import { keep, readKept } from '../ui/storage.ts';

const KEPT = 'sas.files';
const FILES_MAX = 200;

/** Shared access signatures by themselves, without a canvas: an account to practise on. */
export function SasPage({ theme }: { readonly theme: 'light' | 'dark' }) {
  const [sample, setSample] = useState<Held | null>(null);
  useEffect(() => {
    let isLeft = false;
    void keepSample().then((held) => isLeft || setSample(held));
    return () => {
      isLeft = true;
    };
  }, []);
  return (
    <main className="sign-page">
      <h1 className="visually-hidden">A link, and what it is signed for</h1>
      {sample && <Practice sample={sample} theme={theme} />}
    </main>
  );
}

async function keepSample(): Promise<Held> {
  const bytes = new TextEncoder().encode(SAMPLE.text);
  const hash = await hashOf(bytes);
  const file: KeptFile = { hash, size: bytes.length, type: 'text/plain', bytes: new Blob([bytes]) };
  await fileKeeper().keep(file);
  return {
    container: SAMPLE.container,
    blob: SAMPLE.blob,
    size: bytes.length,
    hash,
    isArchived: false,
    isFixed: true,
  };
}

function Practice({ sample, theme }: { readonly sample: Held; readonly theme: 'light' | 'dark' }) {
  const [nowMs, setNow] = useState(OPENS_MS);
  const [deeds, setDeeds] = useState<readonly Deed[]>([]);
  const [files, setFiles] = useState(filesKept);
  const start = useMemo(practiceAccount, []);
  const world = useMemo<World>(
    () => ({ account: accountAt(start, deeds, nowMs), nowMs, held: [sample, ...files], isWhole: true }),
    [start, deeds, nowMs, sample, files],
  );
  // The desk signs with the account as it is when somebody signs.
  const now = useRef(world);
  now.current = world;
  const [desk] = useState(() => openSigning(() => now.current, sample));

  function putFiles(next: readonly Held[]) {
    setFiles(next);
    keep(KEPT, JSON.stringify(next));
  }
  const isOther = (one: Held) => (held: Held) => held.container !== one.container || held.blob !== one.blob;

  return (
    <SigningDesk
      desk={desk}
      world={world}
      keeper={fileKeeper()}
      theme={theme}
      onMove={setNow}
      onRotate={(key) => setDeeds([...deeds, { does: 'rotateKey', key, atMs: nowMs }])}
      onRevoke={(container, policy) =>
        setDeeds([...deeds, { does: 'revokePolicy', container, policy, atMs: nowMs }])
      }
      onPut={(container, { name, size, hash }) => {
        if (files.length >= FILES_MAX) return `${FILES_MAX} files are here already: remove some first.`;
        // It was always there: this account's time can be turned back, and a file is not to vanish with it.
        const held: Held = { container, blob: name, size, hash, isArchived: false };
        putFiles([...files.filter(isOther(held)), held]);
        return null;
      }}
      onRemove={(held) => {
        putFiles(files.filter((one) => one !== held));
        if (held.hash !== null && !files.some((one) => one !== held && one.hash === held.hash))
          void fileKeeper().drop(held.hash);
      }}
      more={
        deeds.length > 0 && (
          <Button look="quiet" onClick={() => setDeeds([])}>
            Take it all back
          </Button>
        )
      }
    />
  );
}

/** What is kept may have been written by anybody. */
function filesKept(): readonly Held[] {
  try {
    const found: unknown = JSON.parse(readKept(KEPT) ?? '[]');
    return Array.isArray(found) ? found.filter(isHeld).slice(0, FILES_MAX) : [];
  } catch {
    return [];
  }
}

function isHeld(one: unknown): one is Held {
  if (typeof one !== 'object' || one === null) return false;
  const { container, blob, size, hash, isArchived } = one as Record<string, unknown>;
  return (
    [container, blob, hash].every((text) => typeof text === 'string') &&
    typeof size === 'number' &&
    isArchived === false
  );
}
