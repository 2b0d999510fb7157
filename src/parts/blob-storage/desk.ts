/** The desk at which links are made: what the account tells there, and a real file that somebody brings. */
import { isRefusal } from '../../rules/azure/blob/errors.ts';
import { isBlobName, isContainerName } from '../../rules/azure/blob/names.ts';
import { containerOf, tierOf } from '../../rules/azure/blob/state.ts';
import { perform } from '../../rules/azure/blob/store.ts';
import type { StorageTold, ToldBlob } from '../../rules/azure/sas/told.ts';
import type { ActSpec, DeskOf } from '../contract.ts';
import { announceBlob } from './events.ts';
import { show } from './money.ts';
import { isOut } from './reach.ts';
import { follow } from './rising.ts';
import type { Me, State } from './spec.ts';
import { asked } from './stock.ts';

/** More than anybody reads in a list; files that somebody brought come first. */
const TOLD_MAX = 500;
const ASSUMPTION = 'assumption of this lab, 2026-11';

export const desk: DeskOf<State> = {
  about: 'signature',
  tell({ sas, account, crates }): StorageTold {
    const all = Object.values(account.containers).flatMap(({ name: container, blobs }) =>
      Object.values(blobs).map((blob): ToldBlob => {
        const { name, size, hash } = blob;
        return { container, blob: name, size, hash, isArchived: tierOf(account, blob) === 'archive' };
      }),
    );
    const files = all.filter(({ hash }) => hash !== null);
    const others = all.filter(({ hash }) => hash === null);
    const blobs = [...files, ...others].slice(0, TOLD_MAX);
    const inCrates = Object.values(crates.blobs).reduce((sum, count) => sum + count, 0);
    return { account: sas, blobs, isWhole: blobs.length === all.length && inCrates === 0 };
  },
};

export const putFileAct = {
  title: 'Put a file',
  says: 'A real file becomes a blob: its name, its size and its hash enter the run, and its bytes stay in the browser.',
  lasts: false,
  settings: {
    key: {
      type: 'text',
      default: 'scans/file.pdf',
      pattern: /^[a-z0-9$-]{3,63}\/[^\n]{1,1024}$/,
      expected: 'a container, a slash, and the name of a blob',
      says: 'Where to.',
      source: ASSUMPTION,
    },
    size: { type: 'size', default: '1MB', min: '0B', max: '20MB', says: 'Its bytes.', source: ASSUMPTION },
    hash: {
      type: 'text',
      default: null,
      pattern: /^[0-9a-f]{64}$/,
      expected: 'SHA-256 in hex, or none',
      says: 'SHA-256 of its bytes; none: nobody knows them.',
      source: ASSUMPTION,
    },
  },
} as const satisfies ActSpec;

interface Brought {
  readonly key: string;
  readonly size: number;
  readonly hash: string | null;
}

/** As if its owner had put it: a blob that is archived or leased stays as it is, and while no region is there nothing happens. */
export function putFile(self: Me, { key, size, hash }: Brought): void {
  const { state, metrics, now } = self;
  const slash = key.indexOf('/');
  const [container, name] = [key.slice(0, slash), key.slice(slash + 1)];
  if (isOut(state, 'write') || !isContainerName(container) || !isBlobName(name)) return;
  if (!containerOf(state.account, container)) {
    const made = perform(state.account, { op: 'createContainer', container }, now);
    if (isRefusal(made)) return;
  }
  const body = { size, ...(hash !== null && { hash, file: hash }) };
  const answer = asked(self, { op: 'putBlob', kind: 'BlockBlob', container, name, ...body });
  if (isRefusal(answer)) return;
  metrics.puts.add();
  follow(self, container, name);
  announceBlob(self, 'BlobCreated', container, name, size);
  show(self);
}
