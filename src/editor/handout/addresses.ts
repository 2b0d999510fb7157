/** Where a lesson can be opened from: its addresses, and the lines that put it into somebody else's page. */
import { LINK_CHARS_MAX } from '../../table/links.ts';

/** The fragment of a link that carries a text: no server gets to see it. */
const TEXT = '#text=';
/** Where the browser keeps a lesson that is too long for a link (`keep('lesson', ...)`), and what opens it. */
export const LESSON_KEPT = 'lesson';

/** @param base the address of any page of the lab, with what stands behind it */
const pageOf = (base: string, page: string): string => new URL(page, base).href;

export const studentAddress = (base: string): string => pageOf(base, './?page=lesson');
export const authorAddress = (base: string): string => pageOf(base, './author.html');
/** A page that opens a scenario from an address that the reader sees and allows. */
export const loadAddress = (base: string, file: string): string =>
  `${pageOf(base, './load.html')}?src=${encodeURIComponent(file)}`;

/** @param packed of `pack` */
export const withText = (address: string, packed: string): string => address + TEXT + packed;

export const isLong = (link: string): boolean => link.length > LINK_CHARS_MAX;

const SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads';

/** A link, and the lesson itself in a frame that may do nothing to the page around it. */
export function embedSnippet(link: string, title: string): string {
  const address = escaped(link);
  const name = escaped(title.replaceAll(/\s+/g, ' '));
  return `<p><a href="${address}">${name}</a></p>
<iframe src="${address}" title="${name}" width="100%" height="640" loading="lazy" sandbox="${SANDBOX}"></iframe>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
