/** Why a token does not hold, to be read: the string that the service signed, line by line, beside the one that was handed out. */
import type { SasAccount } from './account.ts';
import { authorize, type Decision, placeOf, type SasRequest } from './authorize.ts';
import { type Computed, match, retiredMatch } from './matching.ts';
import { linesOf } from './stringToSign.ts';
import { type Place, readToken, sasAt } from './token.ts';
import { PARAMETER_RULES, type SasParameter } from './values.ts';

export interface ExplainedLine {
  readonly name: string;
  /** In words. */
  readonly says: string;
  /** As the service signed it. */
  readonly value: string;
  /** As it was when the token was made; null where no such token is at hand, or where it had no such line. */
  readonly issued: string | null;
  readonly differs: boolean;
}

export interface Explanation {
  readonly decision: Decision;
  /** Empty where the token could not be read. */
  readonly lines: readonly ExplainedLine[];
  /** What each key of the account gives for these lines. */
  readonly computed: readonly Computed[];
  /** The token's own signature; empty where it could not be read. */
  readonly signature: string;
  /** Whose signature it is; null where it is nobody's. */
  readonly signedBy: string | null;
  /** The key of before that would have signed it. */
  readonly retired: { readonly key: string; readonly generation: number } | null;
  readonly says: string;
}

/** What the token was when it was made, and for what. */
export interface Issued {
  readonly token: string;
  readonly place?: Place;
}

export function explain(request: SasRequest, account: SasAccount, issued?: Issued): Explanation {
  const decision = authorize(request, account);
  const token = readToken(request.token ?? '');
  if (!token.ok) {
    const nothing = { lines: [], computed: [], signature: '', signedBy: null, retired: null };
    return { decision, ...nothing, says: decision.because };
  }
  const place = placeOf(request, account);
  const found = match(token.value, place, account);
  const old = found.by === null ? retiredMatch(token.value, found.string, account) : null;
  const before = issued ? readToken(issued.token) : null;
  const was = before?.ok ? linesOf(sasAt(before.value, issued?.place ?? place)) : null;
  const lines = linesOf(found.sas).map(({ name, value }): ExplainedLine => {
    const other = was?.find((line) => line.name === name)?.value ?? null;
    return { name, says: lineSays(name), value, issued: other, differs: was !== null && other !== value };
  });
  const signature = token.value.fields.sig!;
  const sameSig = before?.ok ? before.value.fields.sig === signature : true;
  return {
    decision,
    lines,
    computed: found.computed,
    signature,
    signedBy: found.by === null ? null : 'name' in found.by ? found.by.name : found.by.skoid,
    retired: old && { key: old.name, generation: old.generation },
    says:
      found.by === null && old === null
        ? (whatChanged(lines, sameSig) ?? decision.because)
        : decision.because,
  };
}

/** Names what was touched, where the token as it was handed out is known. */
function whatChanged(lines: readonly ExplainedLine[], sameSig: boolean): string | null {
  const [changed, ...more] = lines.filter(({ differs }) => differs);
  if (changed === undefined)
    return sameSig ? null : 'Every line is as it was, and the signature is not: it was changed itself.';
  const what = `The line ${changed.name} (${changed.says}) was ${shown(changed.issued)} when it was signed, and is ${shown(changed.value)} now`;
  const others =
    more.length === 0 ? '' : `, and ${more.length} more ${more.length === 1 ? 'differs' : 'differ'}`;
  return `${what}${others}: another string has another signature.`;
}

const shown = (value: string | null): string => (value === null || value === '' ? 'empty' : `"${value}"`);

const OTHER_LINES: Readonly<Record<string, string>> = {
  resource: 'what it is for, as the request says',
  snapshot: 'snapshot or version, as the request says',
  account: 'the account',
  end: 'a newline at the end',
};

export const lineSays = (name: string): string =>
  OTHER_LINES[name] ?? PARAMETER_RULES[name as SasParameter].says;
