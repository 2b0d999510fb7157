import { useLayoutEffect, useRef } from 'react';
import { designNames } from '../../scenario/designNames.ts';
import { titleOf } from '../../table/design.ts';
import { useTabled } from '../../table/hooks.ts';
import { useAuthor, useScenario } from '../hooks.ts';
import { DesignForm } from './DesignForm.tsx';
import { type Role, roleOf } from './roles.ts';
import { useRecording } from './useRecording.ts';

const ROLE_TAG: Readonly<Record<Role, string>> = {
  none: '',
  untouched: 'untouched',
  fix: 'the fix',
  tempting: 'tempting',
};

export const rowId = (design: string): string => `designs-row-${design}`;

/** Every design; the one on the table is open. */
export function DesignList() {
  const scenario = useScenario();
  const { table } = useAuthor().at;
  const onTable = useTabled((state) => state.design);
  const { recorded } = useRecording();
  const list = useRef<HTMLUListElement>(null);
  const keepInPlace = useInPlace(list, onTable);

  return (
    <ul className="designs-list" ref={list}>
      {designNames(scenario).map((id) => {
        const isOpen = id === onTable;
        const role = roleOf(scenario, id);
        const isRecorded = recorded?.design === id && recorded.isOnTable;
        return (
          <li key={id} data-open={isOpen || undefined}>
            <button
              type="button"
              className="designs-row"
              id={rowId(id)}
              aria-current={isOpen || undefined}
              onClick={(event) => {
                if (isOpen) return;
                keepInPlace(event.currentTarget);
                table.chooseDesign(id);
              }}
            >
              <span className="designs-mark" aria-hidden="true" />
              <span className="designs-title">{titleOf({ scenario, design: id })}</span>
              {role !== 'none' && (
                <span className="designs-role" data-role={role}>
                  {ROLE_TAG[role]}
                </span>
              )}
              <span className="designs-where">
                {isOpen ? isRecorded ? 'recording' : 'on the table' : <code>{id}</code>}
              </span>
            </button>
            {isOpen && <DesignForm key={id} id={id} />}
          </li>
        );
      })}
    </ul>
  );
}

/** What opens and closes above a row must not carry it away from the pointer. */
function useInPlace(list: React.RefObject<HTMLElement | null>, open: string) {
  const wish = useRef<{ readonly row: HTMLElement; readonly top: number } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is done when another one has opened.
  useLayoutEffect(() => {
    if (!wish.current) return;
    const { row, top } = wish.current;
    wish.current = null;
    scrollerOf(list.current)?.scrollBy(0, row.getBoundingClientRect().top - top);
  }, [list, open]);
  return (row: HTMLElement) => {
    wish.current = { row, top: row.getBoundingClientRect().top };
  };
}

function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  for (let at = element; at; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight) return at;
  }
  return null;
}
