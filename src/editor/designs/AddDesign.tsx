import { Plus } from 'lucide-react';
import { START } from '../../scenario/designNames.ts';
import type { DesignText } from '../../scenario/types.ts';
import { titleOf } from '../../table/design.ts';
import { useTabled } from '../../table/hooks.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { useAuthor } from '../hooks.ts';
import { rowId } from './DesignList.tsx';
import { changesOf, idFrom, isFull, withDesignAdded } from './designList.ts';

/** A design that is made without being recorded: as a copy, or with nothing in it. */
export function AddDesign() {
  const title = useTabled(titleOf);
  const add = useAddDesign();
  return (
    <Disclosure
      label={
        <>
          <Plus size={15} aria-hidden="true" /> Add a design
        </>
      }
    >
      {(close) => (
        <>
          <Button
            look="quiet"
            onClick={() => {
              close();
              add('copy');
            }}
          >
            A copy of “{title}”
          </Button>
          <Button
            look="quiet"
            onClick={() => {
              close();
              add('empty');
            }}
          >
            An empty one: it begins as start
          </Button>
        </>
      )}
    </Disclosure>
  );
}

/** Adds a design and lays it on the table. A copy stands behind the one that it was made from. */
export function useAddDesign(): (as: 'copy' | 'empty', of?: string) => void {
  const { table } = useAuthor().at;
  return (as, of) => {
    const { scenario, design } = table.store.getState();
    const full = isFull(scenario);
    if (full !== null) return table.refuse(full);
    const from = as === 'copy' ? (of ?? design) : START;
    const title = as === 'copy' ? copyTitle(titleOf({ scenario, design: from })) : 'New design';
    const id = idFrom(scenario, title);
    const says = as === 'copy' && from !== START ? scenario.designs?.[from]?.says : undefined;
    const made: DesignText = { title, ...(says === undefined ? {} : { says }), ...changesOf(scenario, from) };
    const behind = as === 'copy' ? from : null;
    if (table.revise(withDesignAdded(scenario, id, made, behind), `${title} added`, id))
      requestAnimationFrame(() => focusTitle(id));
  };
}

/** What it is called is the first thing that one changes. */
function focusTitle(id: string): void {
  const title = document.getElementById(rowId(id))?.closest('li')?.querySelector('input');
  title?.focus();
  title?.select();
}

const copyTitle = (title: string): string => `${title.slice(0, 112)} (copy)`;
