/**
 * What the page may talk to. Its own policy lets it reach any encrypted address, because nobody knows yet which one will be named;
 * once one is, a second policy is added, and from then on no other can be reached: both must allow what is asked, and no script
 * can take a policy back.
 */

/** @param page whose head gets it @returns the origin that was named first, which is the only one until the page is loaded again */
export function confine(page: Document, origin: string): string {
  const before = page.head.querySelector<HTMLMetaElement>('meta[data-confined]')?.dataset.confined;
  if (before !== undefined) return before;
  const meta = page.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = `connect-src 'self' ${origin}`;
  meta.dataset.confined = origin;
  page.head.append(meta);
  return origin;
}
