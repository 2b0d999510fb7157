import type { KeyboardEvent, ReactNode } from 'react';
import { useRef } from 'react';
import './widgets.css';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly icon?: ReactNode;
}

export interface TabsProps<Id extends string> {
  /** Joins the tabs to their panels: the same on both. */
  readonly name: string;
  /** What the tabs choose between, for a screen reader. */
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
}

/** One stop of the Tab key; the arrows, Home and End move inside and select. */
export function Tabs<Id extends string>({ name, label, tabs, selected, onSelect }: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent) {
    const from = tabs.findIndex((tab) => tab.id === selected);
    const to = destination(event.key, from, tabs.length);
    const tab = to === undefined ? undefined : tabs[to];
    if (to === undefined || !tab) return;
    event.preventDefault();
    onSelect(tab.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus();
  }

  return (
    <div ref={list} role="tablist" aria-label={label} className="ui-tabs" onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={`${name}-tab-${tab.id}`}
          aria-selected={tab.id === selected}
          // Only the chosen panel is in the page, and an id that is nowhere must not be pointed at.
          aria-controls={tab.id === selected ? `${name}-panel-${tab.id}` : undefined}
          tabIndex={tab.id === selected ? 0 : -1}
          onClick={() => onSelect(tab.id)}
        >
          {tab.icon}
          {tab.label}
        </button>
      ))}
    </div>
  );
}

export interface TabPanelProps {
  readonly name: string;
  readonly tab: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function TabPanel({ name, tab, className, children }: TabPanelProps) {
  return (
    <div
      role="tabpanel"
      id={`${name}-panel-${tab}`}
      aria-labelledby={`${name}-tab-${tab}`}
      className={className}
    >
      {children}
    </div>
  );
}

function destination(key: string, from: number, length: number): number | undefined {
  if (key === 'ArrowRight') return (from + 1) % length;
  if (key === 'ArrowLeft') return (from - 1 + length) % length;
  if (key === 'Home') return 0;
  if (key === 'End') return length - 1;
  return undefined;
}
