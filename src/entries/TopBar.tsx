import { Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../ui/Button.tsx';
import type { Theme } from '../ui/theme.ts';
import { follow } from './navigation.ts';

export interface TopBarProps {
  /** A page of its own: the way to the gallery leads to another. */
  readonly isApart?: boolean;
  /** Where we are below the gallery. */
  readonly crumb?: string;
  readonly tools: ReactNode;
}

export function TopBar({ isApart, crumb, tools }: TopBarProps) {
  return (
    <header className="topbar">
      <nav aria-label="Where you are">
        <a
          className="top-name"
          href="./"
          onClick={isApart ? undefined : follow}
          aria-current={crumb ? undefined : 'page'}
        >
          Secret Life Lab
        </a>
        {crumb && (
          <span className="top-crumb" aria-current="page">
            {crumb}
          </span>
        )}
      </nav>
      <div className="top-tools">{tools}</div>
    </header>
  );
}

export function ThemeButton({ theme }: { readonly theme: Theme }) {
  const other = theme.shown === 'dark' ? 'light' : 'dark';
  return (
    <IconButton
      label={other === 'dark' ? 'Turn to the dark desk' : 'Turn to light paper'}
      onClick={() => theme.choose(other)}
    >
      {other === 'dark' ? <Moon size={17} aria-hidden="true" /> : <Sun size={17} aria-hidden="true" />}
    </IconButton>
  );
}
