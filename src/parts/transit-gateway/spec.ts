import type { PartSpec, Self } from '../../engine/part.ts';
import type { Route } from '../../rules/routes.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { OnTheWay } from '../crossing.ts';
import type { inWire, outWire, settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;
export type InWire = SettingsOf<typeof inWire>;
export type OutWire = SettingsOf<typeof outWire>;

export const spec = {
  kind: 'transit-gateway',
  ports: {
    in: { side: 'in', protocol: 'request', through: 'out', says: 'calls out of attached networks' },
    out: { side: 'out', protocol: 'request', many: true, required: true, says: 'attached networks' },
  },
  metrics: {
    inFlight: { type: 'level', unit: 'packets', says: 'calls and answers on the way' },
    down: { type: 'level', unit: 'attachments', says: 'attachments that are down' },
    slowed: { type: 'level', unit: 'gateways', says: '1 while crossings are delayed' },
    passed: {
      type: 'counter',
      unit: 'packets',
      says: 'calls and answers that got across',
      realName: 'PacketsOut',
    },
    lost: { type: 'counter', unit: 'packets', says: 'calls and answers that were lost on the way' },
    noRoute: {
      type: 'counter',
      unit: 'packets',
      says: 'calls dropped because no route led to their address',
      realName: 'PacketDropCountNoRoute',
    },
    blackholed: {
      type: 'counter',
      unit: 'packets',
      says: 'calls and answers dropped by a black-hole route',
      realName: 'PacketDropCountBlackhole',
    },
    transit: { type: 'timing', unit: 'time', says: 'time for one crossing' },
  },
  timers: ['there', 'back'],
  streams: ['latency', 'delay', 'loss'],
} as const satisfies PartSpec;

export interface State extends OnTheWay {
  /** Every route there is while all attachments are up; `to` is a wire of `out`. */
  routes: readonly Route[];
  /** By wire of `out`. */
  names: readonly string[];
  /** The attachment that is down, '' for all of them, null for none. */
  down: string | null;
  /** The block that an act swallows, '' for everything, null for none. */
  blackhole: string | null;
}

export type Me = Self<typeof spec, State, Settings>;
export type GatewayView = View<typeof settings, typeof spec>;
