/**
 * The content policy of model.html, the one page that talks to somebody else's service: any encrypted address, or one on this
 * machine, until one is named (src/retrieval/real/policy.ts). Everything else comes from where the page comes from. Only built pages have it:
 * the server for building puts scripts of its own into them.
 */
import type { Plugin } from 'vite';

export const MODEL_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export function modelPolicy(): Plugin {
  return {
    name: 'model-policy',
    apply: 'build',
    transformIndexHtml(_, { path }) {
      if (!path.endsWith('model.html')) return [];
      const attrs = { 'http-equiv': 'Content-Security-Policy', content: MODEL_POLICY };
      // Before anything that it could forbid.
      return [{ tag: 'meta', attrs, injectTo: 'head-prepend' }];
    },
  };
}
