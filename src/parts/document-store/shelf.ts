/** The library as letters. */
import { readLibrary } from '../../rules/azure/rag/library.ts';
import type { DocumentLetter, FoundSource, SourcesLetter } from '../ragContents.ts';
import { remembering, rememberingBy } from '../remembered.ts';

/** One letter for each scroll, in the order of the library; none where it cannot be read. */
export const lettersOf = remembering(8, (library: string): readonly DocumentLetter[] => {
  const read = readLibrary(library);
  if (!read.ok) return [];
  return read.value.map(({ id, title, date, groups, body }) => {
    const replacedBy = read.value.find((other) => other.supersedes === id)?.id ?? null;
    return { body, document: { id, title, date, groups, replacedBy }, removed: false };
  });
});

/** What is said of a scroll that is gone. */
export const removalOf = (id: string): DocumentLetter => ({
  body: '',
  document: { id, title: '', date: '', groups: [], replacedBy: null },
  removed: true,
});

/** All of them but those held back, as sources of a prompt. */
export const wholeOf = rememberingBy(
  64,
  (letters: readonly DocumentLetter[], held: readonly string[]): SourcesLetter => {
    const documents = letters
      .filter(({ document }) => !held.includes(document.id))
      .map(({ body, document }): FoundSource => {
        const { id, title, date, groups, replacedBy } = document;
        return { key: id, scroll: id, title, date, text: body, groups, replacedBy };
      });
    return { body: `${documents.length} scrolls`, documents };
  },
  (held) => held.join(','),
);
