/** The story's text as plain data, and how it reads before Markdown is there. */

export type Inline =
  | string
  | { readonly is: 'em' | 'strong'; readonly of: readonly Inline[] }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'br' }
  /** `http:` or `https:` only. */
  | { readonly is: 'a'; readonly href: string; readonly of: readonly Inline[] };

export type Block =
  | { readonly is: 'p' | 'heading'; readonly of: readonly Inline[] }
  /** A line of dialogue. */
  | { readonly is: 'line'; readonly who: string; readonly of: readonly Inline[] }
  | { readonly is: 'ul' | 'ol'; readonly from: number; readonly items: readonly (readonly Block[])[] }
  | { readonly is: 'quote'; readonly of: readonly Block[] }
  | { readonly is: 'pre'; readonly text: string }
  | { readonly is: 'hr' };

/** The same words in the same places, so that nothing jumps when Markdown arrives. */
export function plainBlocks(text: string): readonly Block[] {
  return text
    .trim()
    .split(/\n[ \t]*\n\s*/)
    .filter((part) => part.trim() !== '')
    .map((part): Block => {
      const lines = part.split('\n').map((line) => line.trim());
      if (lines.every((line) => /^[-*+] /.test(line))) {
        const items = lines.map((line): Block[] => [{ is: 'p', of: [plainly(line.slice(2))] }]);
        return { is: 'ul', from: 1, items };
      }
      const whole = lines.join(' ');
      const said = /^\*\*([^:*]{1,40}):\*\*\s*(.*)$/.exec(whole);
      if (said) return { is: 'line', who: said[1]!, of: [plainly(said[2]!)] };
      const heading = /^#{1,6}\s+(.*)$/.exec(whole);
      return heading ? { is: 'heading', of: [plainly(heading[1]!)] } : { is: 'p', of: [plainly(whole)] };
    });
}

/** Without the signs of the commonest marks. */
function plainly(text: string): string {
  return text
    .replace(/!?\[([^\]]{0,300})\]\([^)\s]{0,300}\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)([^*_]{1,300})\1/g, '$2')
    .replace(/(^|[\s(])[*_](?=\S)([^*_]{1,300})[*_]/g, '$1$2')
    .replace(/`([^`]{1,300})`/g, '$1');
}
