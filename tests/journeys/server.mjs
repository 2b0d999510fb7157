/**
 * Serves dist/ below /deep/path/ and nothing anywhere else, so that every journey proves that the built pages
 * work under a sub-path. As plain as the plainest static host: no fallback page, no special headers.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { buildPagesIfStale } from '../../scripts/pages.mjs';
import { root } from '../../scripts/setup.mjs';

const PREFIX = '/deep/path/';
const DIST = join(root, 'dist');

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.go': 'text/plain; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.yaml': 'text/yaml; charset=utf-8',
};

await buildPagesIfStale(() => console.log('building the pages'));

const server = createServer(async (request, response) => {
  const file = fileFor(request.url ?? '/');
  try {
    if (file === undefined) throw new Error('outside the pages');
    const body = await readFile(file);
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(request.method === 'HEAD' ? undefined : body);
  } catch {
    response.writeHead(404, { 'content-type': 'text/plain' });
    response.end('not found');
  }
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) console.log(`listening on 127.0.0.1:${address.port}`);
});

/** @param {string} url @returns {string | undefined} undefined outside the prefix, or when it climbs out of dist/ */
function fileFor(url) {
  const { pathname } = new URL(url, 'http://127.0.0.1');
  if (!pathname.startsWith(PREFIX)) return undefined;
  const wanted = decodeURIComponent(pathname.slice(PREFIX.length));
  const file = normalize(join(DIST, wanted === '' || wanted.endsWith('/') ? `${wanted}index.html` : wanted));
  return file.startsWith(DIST + sep) ? file : undefined;
}
