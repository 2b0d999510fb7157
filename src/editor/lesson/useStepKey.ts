import { useRef, useState } from 'react';

/**
 * A key for the form of what is open. Another step gets a form of its own, so that nothing half typed comes to it; a
 * step that is only given another id keeps the one that it is typed in.
 */
export function useStepKey(index: number, id: string | null) {
  const [now, setNow] = useState({ index, id, key: 0 });
  const renamed = useRef<string | null>(null);
  let { key } = now;
  if (now.index !== index || now.id !== id) {
    const isSame = now.index === index && renamed.current === id;
    key = isSame ? key : key + 1;
    renamed.current = null;
    setNow({ index, id, key });
  }
  return {
    key,
    /** This id is of the step that is open. */
    willRename(id: string) {
      renamed.current = id;
    },
  };
}
