import { type MouseEvent, useSyncExternalStore } from 'react';

/** What follows the page's own address. Back and forward change it as links do. */
export function useSearch(): string {
  return useSyncExternalStore(hear, () => location.search);
}

const MOVED = 'lab:moved';

function hear(tell: () => void): () => void {
  addEventListener('popstate', tell);
  addEventListener(MOVED, tell);
  return () => {
    removeEventListener('popstate', tell);
    removeEventListener(MOVED, tell);
  };
}

/** For a link inside the page: no reload, unless another tab or window is asked for. */
export function follow(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  goTo(event.currentTarget.href);
}

/** Another page of the lab, without a reload. */
export function goTo(address: string): void {
  history.pushState(null, '', address);
  dispatchEvent(new Event(MOVED));
  scrollTo(0, 0);
}

/** The link of the page follows what is on it; nothing is to be drawn anew for that. */
export function replaceAddress(address: string): void {
  if (address !== location.search + location.hash) history.replaceState(history.state, '', address);
}
