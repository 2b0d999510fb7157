/**
 * A file as the text of a frame that may do nothing: `sandbox=""` runs no script and has no origin, and the policy within
 * fetches nothing from anywhere; a link in it would open a window, and may not. The bytes travel in the text itself, so no
 * address of this page's own origin leads to them.
 */
import type { KeptFile } from './files.ts';

export type Showing = 'picture' | 'sound' | 'text' | 'page';

const POLICY =
  "default-src 'none'; img-src data:; media-src data:; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/** More text than anybody reads in a frame. */
export const TEXT_MAX = 200_000;

const PICTURES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/svg+xml',
];
const TEXTS = ['application/json', 'application/xml', 'application/yaml', 'application/javascript'];
const BY_ENDING: Readonly<Record<string, string>> = {
  ...{ png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp' },
  ...{ avif: 'image/avif', bmp: 'image/bmp', svg: 'image/svg+xml' },
  ...{ mp3: 'audio/mpeg', wav: 'audio/wav', ogg: 'audio/ogg', m4a: 'audio/mp4', flac: 'audio/flac' },
  ...{ html: 'text/html', htm: 'text/html', xhtml: 'text/html' },
  ...{ txt: 'text/plain', md: 'text/plain', csv: 'text/plain', log: 'text/plain', yaml: 'text/plain' },
  ...{ yml: 'text/plain', json: 'application/json', xml: 'application/xml' },
};

/** Its own type, or the one that its name tells. */
export function typeOf(name: string, type: string): string {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const own = type.split(';')[0]!.trim().toLowerCase();
  return own !== '' && own !== 'application/octet-stream' ? own : (BY_ENDING[ending] ?? '');
}

/** @returns null for what can only be downloaded */
export function showingOf(type: string): Showing | null {
  if (PICTURES.includes(type)) return 'picture';
  if (type.startsWith('audio/')) return 'sound';
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'page';
  return type.startsWith('text/') || TEXTS.includes(type) ? 'text' : null;
}

export async function frameText(
  file: KeptFile,
  type: string,
  showing: Showing,
  theme: 'light' | 'dark',
): Promise<string> {
  if (showing === 'page') return `${head('light')}${await file.bytes.text()}`;
  if (showing === 'text') {
    const text = await file.bytes.slice(0, TEXT_MAX).text();
    const cut = file.size > TEXT_MAX ? '\n\n[cut here: the rest is in the download]' : '';
    return `${head(theme)}<style>pre{margin:12px;font:12px/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}</style><pre>${escaped(text + cut)}</pre>`;
  }
  const data = await dataOf(new Blob([file.bytes], { type }));
  const style =
    '<style>body{margin:0;display:grid;place-items:center;min-height:100vh}img{max-width:100%;max-height:100vh}</style>';
  return `${head(theme)}${style}${showing === 'picture' ? `<img src="${data}" alt="">` : `<audio controls src="${data}"></audio>`}`;
}

const head = (theme: 'light' | 'dark'): string =>
  `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="referrer" content="no-referrer"><base target="_blank"><style>:root{color-scheme:${theme}}</style>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function dataOf(bytes: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the file could not be read'));
    reader.readAsDataURL(bytes);
  });
}

/** As a download, which no browser opens: whatever it is, it is called bytes. */
export function download(file: KeptFile, name: string): void {
  const address = URL.createObjectURL(new Blob([file.bytes], { type: 'application/octet-stream' }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name.split('/').at(-1) ?? 'blob';
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
