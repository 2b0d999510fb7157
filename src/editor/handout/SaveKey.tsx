import { useEffect } from 'react';
import { useAuthor } from '../hooks.ts';
import { savingOf } from './saving.ts';

/** Ctrl+S or Cmd+S saves, whatever is open. Two of these on a page are as good as one. */
export function SaveKey() {
  const author = useAuthor();
  useEffect(() => {
    const saving = savingOf(author);
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.key.toLowerCase() !== 's') return;
      if (event.ctrlKey === event.metaKey || event.altKey || event.shiftKey) return;
      event.preventDefault();
      void saving.save();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [author]);
  return null;
}
