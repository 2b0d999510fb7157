import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import type { RetrievalDeskStore } from './desk.ts';
import { HOUSE } from './house.ts';

/** A file beyond this is not even read. */
const FILE_BYTES_MOST = 1_000_000;
const BEGUN = `# A scroll
id: a-scroll
author: Me
date: 2026-01-31
groups: everyone

What it says stands here.
`;

/** Another library: typed, pasted or from a file. It stays in this page. */
export function OwnLibrary({
  desk,
  onClose,
}: {
  readonly desk: RetrievalDeskStore;
  readonly onClose: () => void;
}) {
  const lies = desk.store.getState().library.text;
  const [text, setText] = useState(lies === HOUSE.text ? BEGUN : lies);
  const [problem, setProblem] = useState<string | null>(null);

  async function use() {
    const why = await desk.put({ text, questions: '', prior: HOUSE.prior });
    if (why === null) onClose();
    else setProblem(why);
  }

  async function read(file: File | undefined) {
    if (!file) return;
    if (file.size > FILE_BYTES_MOST)
      return setProblem(
        `${file.name} has ${(file.size / 1e6).toFixed(1)} MB; a library has at most 200 kB. It was not read.`,
      );
    setProblem(null);
    setText(await file.text());
  }

  return (
    <Dialog title="A library of your own" onClose={onClose}>
      <div className="rag-own">
        <p>
          Scrolls one after another, as below. It stays in this page, is not sent anywhere, and has no
          questions whose sources are known.
        </p>
        <TextArea label="Scrolls" value={text} onChange={setText} />
        <label className="rag-file">
          <span>Or from a file</span>
          <input type="file" accept=".md,.txt" onChange={({ target }) => void read(target.files?.[0])} />
        </label>
        {problem && <Notice what={problem} announce="now" />}
        <p className="rag-own-ways">
          <Button look="primary" onClick={() => void use()}>
            Use it
          </Button>
          <Button onClick={() => void desk.put(HOUSE).then(onClose)}>The library that ships</Button>
        </p>
      </div>
    </Dialog>
  );
}
