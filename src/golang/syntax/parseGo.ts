/** Go source -> syntax tree and errors. The whole syntax of Go 1.24. https://go.dev/ref/spec */
import { ERRORS_MAX, errorsOf, type GoError } from './errors.ts';
import { constDecl, functionDecl, importDecl, typeDecl, varDecl } from './parseDeclarations.ts';
import { got, identifier, isAt, newParser, type Parser, skipTo, syntaxError, want } from './parser.ts';
import { next } from './scanner.ts';
import { report } from './scanState.ts';
import type { Token } from './tokens.ts';
import type { Declaration, SourceFile } from './tree.ts';

export interface Parsed {
  /** What could be read; null without a package clause, and where reading on was given up (see NESTING_MAX). */
  readonly file: SourceFile | null;
  /** In the order of the text, at most ten. A tree with errors is for an editor, not for a checker. */
  readonly errors: readonly GoError[];
}

export function parseGo(source: string, file = 'main.go'): Parsed {
  const p = newParser(source, file);
  const { lineStarts } = p;
  unseen(p);
  next(p);
  const packageName = packageClause(p);
  const declarations = packageName === null ? [] : topLevel(p);
  const errors = errorsOf(p.reports, file, source, lineStarts);
  if (packageName === null || p.stopped) return { file: null, errors };
  return {
    file: {
      kind: 'SourceFile',
      start: 0,
      end: source.length,
      name: file,
      source,
      lineStarts,
      packageName,
      declarations,
      comments: p.comments,
    },
    errors,
  };
}

/** Characters that are not allowed anywhere, comments and strings included; half a surrogate pair is no character. */
const UNSEEN = /\0|(?<!^)\ufeff|[\ud800-\udfff]/gu;

function unseen(p: Parser): void {
  UNSEEN.lastIndex = 0;
  for (let found = UNSEEN.exec(p.source), count = 0; found && count < ERRORS_MAX; count++) {
    const [character] = found;
    const { index } = found;
    const what =
      character === '\0'
        ? 'invalid NUL character'
        : character === '\ufeff'
          ? 'invalid BOM in the middle of the file'
          : 'invalid UTF-8 encoding';
    report(p, index, index + 1, what);
    found = UNSEEN.exec(p.source);
  }
}

function packageClause(p: Parser): SourceFile['packageName'] | null {
  if (!got(p, 'package')) {
    syntaxError(p, 'package statement must be first');
    return null;
  }
  const name = identifier(p);
  want(p, ';');
  return p.reports.length > 0 ? null : name;
}

const DECLARATIONS: readonly Token[] = ['import', 'const', 'type', 'var', 'func'];

function topLevel(p: Parser): readonly Declaration[] {
  const declarations: Declaration[] = [];
  let before: Token = 'import';
  while (!isAt(p, 'EOF')) {
    if (isAt(p, 'import') && before !== 'import') {
      syntaxError(p, 'imports must appear before other declarations');
    }
    before = p.token;
    const one = declaration(p);
    if (one === null) {
      const last = declarations[declarations.length - 1];
      const bodyApart = isAt(p, '{') && last?.kind === 'FunctionDecl' && last.body === null;
      syntaxError(
        p,
        bodyApart
          ? 'unexpected semicolon or newline before {'
          : 'non-declaration statement outside function body',
      );
      skipTo(p, ...DECLARATIONS);
      continue;
    }
    declarations.push(one);
    if (!isAt(p, 'EOF') && !got(p, ';')) {
      syntaxError(p, 'after top level declaration');
      skipTo(p, ...DECLARATIONS);
    }
  }
  return declarations;
}

function declaration(p: Parser): Declaration | null {
  switch (p.token) {
    case 'import':
      return importDecl(p);
    case 'const':
      return constDecl(p);
    case 'type':
      return typeDecl(p);
    case 'var':
      return varDecl(p);
    case 'func':
      return functionDecl(p);
    default:
      return null;
  }
}
