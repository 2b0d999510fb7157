/**
 * A scenario's folder may keep its programs as files of their own, so that their language's tools can work on them:
 * a setting `code: code/cache.go` on a line of its own stands for that file's text. Whoever reads a folder puts the texts
 * in first; from then on a scenario is one text, which can be linked, saved and sent.
 */
const REFERENCE = /^( *)([\w.-]+|"[^"]*"|'[^']*'): +(code\/[\w./-]+)( +#.*)? *$/;

export interface Inlined {
  readonly text: string;
  /** The line of the file that a line of the text comes from, both from 1. */
  lineOf(line: number): number;
}

/** @param read the text of a file beside the scenario, null when there is none: its name then stays, as what no setting takes */
export function inlineCode(text: string, read: (path: string) => string | null): Inlined {
  const lines: string[] = [];
  /** By line of the text. */
  const origins: number[] = [];
  text.split('\n').forEach((line, i) => {
    const [, indent, key, path, comment = ''] = REFERENCE.exec(line.replace(/\r$/, '')) ?? [];
    const code = path === undefined || path.includes('..') ? null : read(path);
    const put =
      code === null
        ? [line]
        : [
            `${indent}${key}: |${comment}`,
            ...block(code).map((one) => (one === '' ? '' : `${indent}  ${one}`)),
          ];
    for (const one of put) {
      lines.push(one);
      origins.push(i + 1);
    }
  });
  return { text: lines.join('\n'), lineOf: (line) => origins[line - 1] ?? line };
}

/** A block of YAML keeps one newline at the end, and takes its indentation from a first line that does not begin with a space. */
export const block = (code: string): readonly string[] =>
  code
    .replaceAll('\r\n', '\n')
    .replace(/^\s*\n/, '')
    .trimEnd()
    .split('\n');
