import type { PartSpec, Self } from '../../engine/part.ts';
import type { Alarm } from '../../rules/alarm.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'cloudwatch-alarm',
  ports: {
    alarm: { side: 'out', protocol: 'request', many: true, says: 'who is told when it goes into ALARM' },
    ok: { side: 'out', protocol: 'request', many: true, says: 'who is told when it goes to OK' },
    insufficientData: {
      side: 'out',
      protocol: 'request',
      many: true,
      says: 'who is told when it goes to INSUFFICIENT_DATA',
    },
  },
  metrics: {
    inAlarm: { type: 'level', unit: 'alarms', says: '1 while it is in ALARM' },
    insufficient: { type: 'level', unit: 'alarms', says: '1 while it has INSUFFICIENT_DATA' },
    value: { type: 'level', unit: 'units of the figure', says: 'the latest datapoint; durations in seconds' },
    datapoints: { type: 'counter', unit: 'datapoints', says: 'periods that brought data' },
    missing: { type: 'counter', unit: 'periods', says: 'periods that brought none' },
    changes: { type: 'counter', unit: 'changes', says: 'changes of state' },
    actions: { type: 'counter', unit: 'actions', says: 'actions taken' },
    actionsFailed: { type: 'counter', unit: 'actions', says: 'of the actions: answered badly' },
  },
  timers: ['sample'],
  streams: [],
} as const satisfies PartSpec;

/** Samples of the period that runs. */
export interface Samples {
  count: number;
  sum: number;
  highest: number;
  lowest: number;
}

export interface State {
  alarm: Alarm;
  /** Datapoints of the latest periods, the oldest first; null for none. */
  points: (number | null)[];
  samples: Samples;
  /** When the period began. */
  began: number;
  /** What the figure and its area (or its sum) stood at at the last sample, and when the period began. */
  lastValue: number;
  lastArea: number;
  beganArea: number;
  silenced: boolean;
}

export type Me = Self<typeof spec, State, Settings>;
export type AlarmView = View<typeof settings, typeof spec>;
