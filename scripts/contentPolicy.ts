/**
 * What the built pages may load and talk to: what comes from where they come from. model.html and load.html alone reach further: they talk
 * to somebody else's server, when the reader has said so: any encrypted address, or one on this machine, until one is named (src/retrieval/real/policy.ts).
 * The server for building puts scripts of its own into the pages, so only built ones have a policy.
 */
import type { Plugin } from 'vite';

/** @param connect beside where the page comes from */
const policyOf = (connect: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    // The editor of code writes its styles into the page.
    "style-src 'self' 'unsafe-inline'",
    // A file that somebody opens through its link is drawn from its own bytes.
    "img-src 'self' data: blob:",
    'media-src data:',
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "frame-src 'self'",
    `connect-src 'self' ${connect}`.trim(),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const ANY_ENDPOINT = 'https: http://127.0.0.1:* http://localhost:*';

export function contentPolicy(): Plugin {
  return {
    name: 'content-policy',
    apply: 'build',
    transformIndexHtml(_, { path }) {
      const content = policyOf(path.endsWith('model.html') || path.endsWith('load.html') ? ANY_ENDPOINT : '');
      const attrs = { 'http-equiv': 'Content-Security-Policy', content };
      // Before anything that it could forbid.
      return [{ tag: 'meta', attrs, injectTo: 'head-prepend' }];
    },
  };
}
