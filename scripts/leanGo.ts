/**
 * The packages of the Go lab are Go files, and pages carry them as text: without comments and indentation, which nobody reads
 * there. Lines stay lines, so that what is said of a place is the same everywhere.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const PRELUDE = /\/src\/golang\/prelude\/[^/]+\.go\?raw$/;

export function leanGo(): Plugin {
  return {
    name: 'lean-go',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      if (!PRELUDE.test(id)) return undefined;
      const file = id.slice(0, -'?raw'.length);
      this.addWatchFile(file);
      return `export default ${JSON.stringify(lean(readFileSync(file, 'utf8')))}`;
    },
  };
}

/** A text or a rune, which stays as it is; or all that may stand between two words. */
const PARTS = /(`[^`]*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?:[ \t\r\n]|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/g;

/** Go as short as it gets with every word in its line. */
export function lean(source: string): string {
  return source.replace(PARTS, (part: string, text?: string) => text ?? (part.replace(/[^\n]+/g, '') || ' '));
}
