/** Where the sandbox begins: a table with nothing on it. */
import { FORMAT } from './limits.ts';
import type { Scenario } from './types.ts';

const SUMMARY = 'An empty table: put parts on it, wire them, and hurt them.';

export function blankScenario(): Scenario {
  return {
    format: FORMAT,
    id: 'sandbox',
    title: 'Sandbox',
    series: 'none',
    summary: SUMMARY,
    duration: '2m',
    seed: 1,
    parts: {},
    wires: [],
  };
}

/** The same as a file. */
export const BLANK_TEXT = `format: ${FORMAT}
id: sandbox
title: Sandbox
series: none
summary: "${SUMMARY}"
duration: 2m
seed: 1

parts: {}

wires: []
`;
