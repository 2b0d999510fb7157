/** The question that a link asks first: `question=ID`. One that the library does not have is left out later. */
export function askedFirst(search: string): string | null {
  const id = new URLSearchParams(search).get('question') ?? '';
  return /^[A-Za-z0-9-]{1,64}$/.test(id) ? id : null;
}
