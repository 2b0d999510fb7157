import { Ellipsis, FileInput } from 'lucide-react';
import { useAuthor } from '../editor/hooks.ts';
import { useOutside } from '../editor/outside/outsideStore.ts';
import { useMedia } from '../player/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { ASKS, AskButtons, RUN } from './AskButtons.tsx';

/** What can be asked of the run while it is written about. */
export function AuthorTools() {
  const { table } = useAuthor().at;
  const isNarrow = useMedia('(max-width: 799px)');
  const outside = useOutside();
  const all = (close = () => {}) => (
    <>
      <AskButtons table={table} asks={[...ASKS, RUN]} onAsk={close} />
      <Button
        look="quiet"
        onClick={() => {
          close();
          outside.open();
        }}
      >
        <FileInput size={15} aria-hidden="true" />
        Bring in …
      </Button>
    </>
  );
  if (!isNarrow) return all();
  return (
    <Disclosure name="More" label={<Ellipsis size={18} aria-hidden="true" />}>
      {(close) => all(close)}
    </Disclosure>
  );
}
