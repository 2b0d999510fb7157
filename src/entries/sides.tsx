import type { Side } from '../player/Shell.tsx';
import type { AtTable } from '../table/hooks.ts';
import { Inspector } from '../table/Inspector.tsx';
import type { Panel } from '../table/state.ts';
import { RunPanel } from './RunPanel.tsx';

const TITLES: Readonly<Record<Panel, string>> = {
  inspect: 'Inspect',
  why: 'Why?',
  compare: 'Compare',
  forks: 'Forks',
  run: 'This run',
};

/** What stands on the right. */
export function sideOf(at: AtTable, panel: Panel | null): Side | null {
  if (panel === null) return null;
  const onClose = () => {
    at.table.select({ parts: [], wires: [] });
    at.table.show(null);
  };
  return { title: TITLES[panel], onClose, body: bodyOf(at, panel) };
}

function bodyOf(at: AtTable, panel: Panel) {
  switch (panel) {
    case 'inspect':
      return <Inspector at={at} />;
    case 'run':
      return <RunPanel />;
    default:
      return null;
  }
}
