import type { ActSpec, SettingsSpec } from '../contract.ts';
import { failAct, slowAct } from '../hurts.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';

export const settings = {
  connections: {
    type: 'count',
    default: 100,
    min: 1,
    max: 1_000_000,
    unit: 'connections',
    says: 'Queries that it works on at once; each holds a connection to its end.',
    source: 'https://www.postgresql.org/docs/current/runtime-config-connection.html (max_connections)',
  },
  queue: {
    type: 'count',
    default: 0,
    min: 0,
    max: 1_000_000_000,
    unit: 'queries',
    says: 'How many may wait for a connection; the next one is turned away.',
    source:
      'PostgreSQL keeps nobody waiting: connection 101 is told "too many clients"; a pooler in front would',
  },
  queryTime: {
    type: 'distribution',
    default: 'exp 5ms',
    says: 'How long a query takes.',
    source: ASSUMPTION,
  },
  slowShare: {
    type: 'share',
    default: 0,
    says: 'Share of queries that are slow ones, such as a scan without an index.',
    source: ASSUMPTION,
  },
  slowTime: {
    type: 'distribution',
    default: 'exp 500ms',
    says: 'How long a slow query takes.',
    source: ASSUMPTION,
  },
  stock: {
    type: 'count',
    default: 1_000_000_000,
    min: 0,
    max: 1_000_000_000,
    unit: 'units',
    says: 'Units on sale. Each query takes one if there is one, else it is answered "sold out".',
    source: `${ASSUMPTION}: so many that no run sells out`,
  },
} as const satisfies SettingsSpec;

export const acts = {
  lock: {
    title: 'Lock the table',
    says: 'Queries keep their connections and get no further until the act ends.',
    lasts: true,
    settings: {},
  },
  slow: slowAct('New queries take longer.', 'query time'),
  fail: failAct('A share of queries fails at its end, and takes nothing from the stock.', 'queries'),
  crash: {
    title: 'Crash and fail over',
    says: 'Open queries are lost, and nobody listens until the act ends and the standby has taken over.',
    lasts: true,
    settings: {},
  },
} as const satisfies Record<string, ActSpec>;
