/** Links that a reader uses again, the oldest forgotten first. */
import { named } from '../byRequest.ts';
import type { Me } from './spec.ts';

/** More than a program of one screen has open; and a state that is copied often must stay small. */
export const KEPT_MAX = 500;

/** @returns a link that it kept and still trusts; null where there is none */
export function keptLink(self: Me, name: string): string | null {
  const { links } = self.state;
  forgetOld(self);
  const link = Object.hasOwn(links, named(name)) ? links[named(name)]! : null;
  return link !== null && link.until > self.now ? link.url : null;
}

export function keepLink(self: Me, name: string, url: string): void {
  const { state, settings: s } = self;
  if (s.keepsLinkFor === null) return;
  forgetLink(self, name);
  const until = self.now + s.keepsLinkFor;
  state.links[named(name)] = { url, until };
  state.order.push({ name, until });
  state.kept++;
  forgetOld(self);
  self.metrics.keptLinks.set(state.kept);
}

export function forgetLink(self: Me, name: string): void {
  const { state } = self;
  if (!Object.hasOwn(state.links, named(name))) return;
  delete state.links[named(name)];
  self.metrics.keptLinks.set(--state.kept);
}

export function forgetLinks(self: Me): void {
  Object.assign(self.state, { links: {}, order: [], kept: 0 });
  self.metrics.keptLinks.set(0);
}

/** Those whose time is over, and the oldest of too many. */
function forgetOld(self: Me): void {
  const { state } = self;
  let first = state.order[0];
  while (first !== undefined && (first.until <= self.now || state.kept > KEPT_MAX || isGone(self, first))) {
    state.order.shift();
    if (!isGone(self, first)) forgetLink(self, first.name);
    first = state.order[0];
  }
}

/** Forgotten already, or another link has come in its place. */
function isGone({ state }: Me, { name, until }: { readonly name: string; readonly until: number }): boolean {
  return !Object.hasOwn(state.links, named(name)) || state.links[named(name)]!.until !== until;
}
