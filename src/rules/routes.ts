/** Routes of IPv4: blocks of addresses, and which of several routes a packet takes. */
import type { Json, Read } from './quantity.ts';

const BYTE = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
const ADDRESS = String.raw`${BYTE}(?:\.${BYTE}){3}`;
export const IPV4 = new RegExp(`^${ADDRESS}$`);
export const CIDR = new RegExp(`^${ADDRESS}/(?:3[0-2]|[12]?\\d)$`);

/** A block of addresses. */
export interface Block {
  /** The first address, as a number; what lies behind the prefix is 0. */
  readonly address: number;
  /** Bits that count, 0..32. */
  readonly length: number;
}

export interface Route extends Block {
  readonly table: string;
  /** Where it leads, as a number of whoever asks; below 0 for nowhere: a black hole. */
  readonly to: number;
  readonly isStatic: boolean;
}

export const BLACKHOLE = -1;

/** How many there are. */
const ADDRESSES = 4_294_967_296;

/** A static route as it is written. */
export interface StaticRoute extends Block {
  readonly table: string;
  /** The name of an attachment, or `blackhole`. */
  readonly to: string;
}

/** `10.1.2.3` -> a number; NaN for what is no address. */
export function addressOf(text: string): number {
  if (!IPV4.test(text)) return Number.NaN;
  return text.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
}

/** `10.1.0.0/16` -> a block, its host bits set to 0 as AWS does; null for what is none. */
export function blockOf(text: string): Block | null {
  if (!CIDR.test(text)) return null;
  const [address, bits] = text.split('/') as [string, string];
  const length = Number(bits);
  return { address: prefixOf(addressOf(address), length), length };
}

// Addresses are no 32-bit integers of the language, which have a sign: hence division, and not a mask.
function prefixOf(address: number, length: number): number {
  const size = length === 0 ? ADDRESSES : (1 << (32 - length)) >>> 0;
  return Math.floor(address / size) * size;
}

export function contains({ address, length }: Block, one: number): boolean {
  return prefixOf(one, length) === address;
}

/**
 * The route that a packet takes: the longest prefix; of equally long ones a static route before a propagated one, then
 * the one that was written first. Null when no route leads there.
 * https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html (route evaluation order)
 */
export function routeFor(routes: readonly Route[], table: string, address: number): Route | null {
  let best: Route | null = null;
  for (const route of routes) {
    if (route.table !== table || !contains(route, address)) continue;
    const longer = best === null || route.length > best.length;
    if (longer || (route.length === best!.length && route.isStatic && !best!.isStatic)) best = route;
  }
  return best;
}

const KEYS = ['table', 'cidr', 'to'];
const NAME = /^[A-Za-z0-9_-]{1,64}$/;
const ROUTES_MAX = 10_000;

/** `[{ table: default, cidr: 10.1.0.0/16, to: inventory }]`; `table` may be left out. */
export function readRoutes(raw: Json): Read<readonly StaticRoute[]> {
  if (!Array.isArray(raw) || raw.length > ROUTES_MAX)
    return {
      ok: false,
      expected: `a list of at most ${ROUTES_MAX} routes such as [{ cidr: 10.1.0.0/16, to: inventory }]`,
    };
  const routes: StaticRoute[] = [];
  const seen = new Set<string>();
  for (const [i, one] of (raw as readonly Json[]).entries()) {
    const route = readRoute(one);
    if (typeof route === 'string') return { ok: false, expected: `for route ${i + 1} ${route}` };
    const key = `${route.table} ${route.address}/${route.length}`;
    if (seen.has(key))
      return { ok: false, expected: `for route ${i + 1} a block that its table has no static route for yet` };
    seen.add(key);
    routes.push(route);
  }
  return { ok: true, value: routes };
}

/** @returns what was expected instead, as a text */
function readRoute(raw: Json): StaticRoute | string {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return 'a map such as { cidr: 10.1.0.0/16, to: inventory }';
  const map = raw as { readonly [key: string]: Json };
  const unknown = Object.keys(map).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return `only ${KEYS.join(', ')}, and not ${unknown}`;
  const { table = 'default', cidr, to } = map;
  const block = typeof cidr === 'string' ? blockOf(cidr) : null;
  if (!block) return 'a cidr such as 10.1.0.0/16';
  if (typeof table !== 'string' || !NAME.test(table)) return 'the name of a route table';
  if (typeof to !== 'string' || !NAME.test(to)) return 'the name of an attachment, or blackhole, for to';
  return { table, ...block, to };
}
