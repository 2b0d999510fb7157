/**
 * Who presses a button goes on where its doing is seen, also when the button goes away with it.
 * @param from the button @param around what holds both @param wanted where they go on
 */
export function focusSoon(from: Element, around: string, wanted: string): void {
  const root = from.closest(around);
  requestAnimationFrame(() => {
    const { activeElement, body } = from.ownerDocument;
    // Somebody quick is elsewhere already, and stays there.
    if (activeElement !== from && activeElement !== body && activeElement !== null) return;
    const field = root?.querySelector<HTMLElement>(wanted);
    field?.focus();
    if (field instanceof HTMLTextAreaElement) field.select();
  });
}

/** The words of the item that a list ends with. */
export const LAST_WORDS = '.check-items > li:last-child .lesson-words textarea';
