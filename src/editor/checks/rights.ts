/** Which answers of a prediction a run makes right, told to its author. */
import type { Verdict } from '../../lab/protocol.ts';

interface Option {
  readonly text: string;
  readonly right?: string;
}

export interface RightsTold {
  readonly tone: 'good' | 'problem' | 'hint';
  readonly says: string;
}

/** @param verdictOf null: not known yet */
export function rightsTold(
  options: readonly Option[],
  verdictOf: (that: string) => Verdict | null,
): RightsTold {
  const asked = options.flatMap((option) =>
    option.right === undefined ? [] : [{ option, that: option.right }],
  );
  const verdicts = asked.map(({ that }) => verdictOf(that));
  if (verdicts.includes(null)) return { tone: 'hint', says: 'Which answer is right is not known yet.' };
  const right = asked.filter((_, i) => verdicts[i]!.verdict === true).map(({ option }) => option);
  const open = verdicts.filter((one) => one!.verdict === 'undecided').length;
  const unmeasured =
    open === 0 ? '' : ` Of ${open === 1 ? 'one answer' : `${open} answers`} nothing can be measured there.`;
  const [only, ...more] = right;
  if (!only) {
    const says = `No answer is right in this run, so that everybody is wrong.${unmeasured}`;
    return { tone: 'problem', says };
  }
  if (more.length === 0) return { tone: 'good', says: `One answer is right: ${quoted(only)}.${unmeasured}` };
  if (right.length === options.length)
    return { tone: 'problem', says: 'Every answer is right in this run, so that nobody can be wrong.' };
  const says = `${right.length} answers are right at once: ${right.map(quoted).join(', ')}.`;
  return { tone: 'problem', says };
}

const LONG = 60;

function quoted({ text }: Option): string {
  const words = text.trim().replace(/\.$/, '');
  return words.length > LONG ? `“${words.slice(0, LONG).trimEnd()} …”` : `“${words}”`;
}
