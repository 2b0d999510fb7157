/** Azurite, Microsoft's emulator of Azure Storage, as a child on the loopback; and requests to it as the lab words them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/setup.mjs';
import type { SasAccount } from '../../src/rules/azure/sas/account.ts';
import type { SasRequest } from '../../src/rules/azure/sas/authorize.ts';
import { BLOB_OPERATIONS, type BlobOperation } from '../../src/rules/azure/sas/permissions.ts';

const MAIN = 'node_modules/azurite/dist/src/blob/main.js';
// A busy machine takes its time, and a test that fails for it says nothing.
const START_MS = 30_000;

export interface Azurite {
  readonly origin: string;
  stop(): Promise<void>;
}

/** With the account's keys, in memory, on a port that the system chooses, telling nobody about it. */
export function startAzurite(account: SasAccount): Promise<Azurite> {
  const options =
    '--inMemoryPersistence --blobHost 127.0.0.1 --blobPort 0 --silent --loose --skipApiVersionCheck --disableTelemetry';
  const keys = account.keys.map(({ value }) => value).join(':');
  const child = spawn(process.execPath, [join(root, MAIN), ...options.split(' ')], {
    env: { ...process.env, AZURITE_ACCOUNTS: `${account.name}:${keys}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // However this process ends, the child does not outlive it.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  return new Promise((resolve, reject) => {
    let said = '';
    const giveUp = (why: string) => {
      clearTimeout(timer);
      kill();
      reject(new Error(`Azurite did not start: ${why}\n${said}`));
    };
    const timer = setTimeout(() => giveUp(`nothing after ${START_MS / 1000} s`), START_MS);
    const read = (bytes: Buffer) => {
      said += String(bytes);
      const origin = /successfully listens on (http:\S+)/.exec(said)?.[1];
      if (origin === undefined) return;
      clearTimeout(timer);
      resolve({ origin, stop: () => stopped(child, kill) });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (error) => giveUp(error.message));
    child.once('exit', (code) => giveUp(`it ended with ${code}`));
  });
}

function stopped(child: ChildProcess, kill: () => void): Promise<void> {
  process.off('exit', kill);
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.removeAllListeners('exit').once('exit', () => resolve());
    kill();
  });
}

interface Wording {
  readonly method: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** How an operation is worded over HTTP. */
const WORDINGS: Partial<Record<BlobOperation, Wording>> = {
  getBlob: { method: 'GET' },
  getBlobProperties: { method: 'HEAD' },
  putBlob: { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body: 'here be dragons' },
  putBlock: { method: 'PUT', query: 'comp=block&blockid=QUFB', body: 'a block' },
  deleteBlob: { method: 'DELETE' },
  setBlobMetadata: { method: 'PUT', query: 'comp=metadata', headers: { 'x-ms-meta-by': 'hand' } },
  getBlobTags: { method: 'GET', query: 'comp=tags' },
  snapshotBlob: { method: 'PUT', query: 'comp=snapshot' },
  listBlobs: { method: 'GET', query: 'restype=container&comp=list' },
  createContainer: { method: 'PUT', query: 'restype=container' },
  deleteContainer: { method: 'DELETE', query: 'restype=container' },
  setContainerAcl: { method: 'PUT', query: 'restype=container&comp=acl' },
  listContainers: { method: 'GET', query: 'comp=list' },
  getServiceProperties: { method: 'GET', query: 'restype=service&comp=properties' },
};

export interface Answer {
  readonly status: number;
  /** Empty where there is no error. */
  readonly code: string;
  readonly body: string;
}

/** Sends what the simulated service is asked, to the other one. */
export async function send(
  { origin }: Azurite,
  account: string,
  request: SasRequest,
  body?: string,
): Promise<Answer> {
  const wording = WORDINGS[request.operation];
  if (!wording) throw new Error(`No wording for ${request.operation}.`);
  const { type } = BLOB_OPERATIONS[request.operation];
  const path = [account, ...(type === 's' ? [] : [request.container])];
  if (type === 'o') path.push(...(request.blob ?? '').split('/'));
  const moment = request.snapshot ? [`snapshot=${encodeURIComponent(request.snapshot)}`] : [];
  const query = [wording.query, ...moment, request.token].filter((piece) => piece).join('&');
  const response = await fetch(`${origin}/${path.map(encodeURIComponent).join('/')}?${query}`, {
    method: wording.method,
    headers: wording.headers,
    body: body ?? wording.body,
  });
  const text = await response.text();
  const code = response.headers.get('x-ms-error-code') ?? /<Code>(\w+)</.exec(text)?.[1] ?? '';
  return { status: response.status, code: response.ok ? '' : code, body: text };
}
