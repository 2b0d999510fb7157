import { CIDR, IPV4, readRoutes } from '../../rules/routes.ts';
import type { ActSpec, SettingsSpec } from '../contract.ts';
import { crossingSettings, delayAct, loseAct } from '../crossing.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';
const TGW = 'https://docs.aws.amazon.com/vpc/latest/tgw/';
const NAME = /^[A-Za-z0-9_-]{1,64}$/;
const NAME_EXPECTED = 'a name of letters, digits, - and _';

export const settings = {
  ...crossingSettings,
  destination: {
    type: 'text',
    default: null,
    pattern: IPV4,
    expected: 'an IPv4 address such as 10.1.2.3',
    says: 'Address that calls go to when neither their letter nor their wire names one; with none at all they take the first wire at out, unrouted.',
    source: ASSUMPTION,
  },
  routes: {
    type: 'json',
    default: [],
    document: 'static routes such as [{ table: default, cidr: 10.1.0.0/16, to: inventory }]',
    read: readRoutes,
    says: 'Static routes: in a table, from a block of addresses to an attachment or to blackhole.',
    source: `${TGW}tgw-create-static-route.html`,
  },
} as const satisfies SettingsSpec;

/** Settings of a wire at `in`. */
export const inWire = {
  attachment: {
    type: 'text',
    default: null,
    pattern: NAME,
    expected: NAME_EXPECTED,
    says: 'Name of the attachment; without one it has none.',
    source: `${TGW}how-transit-gateways-work.html`,
  },
  routeTable: {
    type: 'text',
    default: 'default',
    pattern: NAME,
    expected: NAME_EXPECTED,
    says: 'The one route table that the attachment is associated with: where the way of its calls is looked up.',
    source: `${TGW}how-transit-gateways-work.html`,
  },
  destination: {
    type: 'text',
    default: null,
    pattern: IPV4,
    expected: 'an IPv4 address such as 10.1.2.3',
    says: 'Address that the calls of this wire go to when their letter names none.',
    source: ASSUMPTION,
  },
} as const satisfies SettingsSpec;

/** Settings of a wire at `out`. */
export const outWire = {
  attachment: {
    type: 'text',
    default: null,
    pattern: NAME,
    expected: NAME_EXPECTED,
    says: 'Name of the attachment; without one it is called as the part behind the wire.',
    source: `${TGW}how-transit-gateways-work.html`,
  },
  cidr: {
    type: 'text',
    default: '10.0.0.0/8',
    pattern: CIDR,
    expected: 'a block of addresses such as 10.1.0.0/16',
    says: 'Addresses behind the attachment: the block of the VPC.',
    source: ASSUMPTION,
  },
  propagatesTo: {
    type: 'text',
    default: 'default',
    pattern: /^$|^[A-Za-z0-9_-]{1,64}( ?, ?[A-Za-z0-9_-]{1,64}){0,19}$/,
    expected: 'route tables with commas between them, at most 20, or nothing',
    says: 'The route tables that learn of its addresses by propagation.',
    source: `${TGW}how-transit-gateways-work.html`,
  },
} as const satisfies SettingsSpec;

export const acts = {
  attachmentDown: {
    title: 'Take an attachment down',
    says: 'Nothing crosses it: its propagated routes are withdrawn, static routes to it become black holes.',
    lasts: true,
    settings: {
      attachment: {
        type: 'text',
        default: null,
        pattern: NAME,
        expected: NAME_EXPECTED,
        says: 'Which one; none for all.',
        source: ASSUMPTION,
      },
    },
  },
  blackhole: {
    title: 'Add a black-hole route',
    says: 'A static route swallows what goes to a block of addresses, in every table.',
    lasts: true,
    settings: {
      cidr: {
        type: 'text',
        default: null,
        pattern: CIDR,
        expected: 'a block of addresses such as 10.1.0.0/16',
        says: 'Which block; none swallows everything, whatever other routes say.',
        source: `${TGW}tgw-create-static-route.html`,
      },
    },
  },
  delay: delayAct,
  lose: loseAct,
} as const satisfies Record<string, ActSpec>;
