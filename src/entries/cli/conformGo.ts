import { type GoTrace, replayTraces } from '../../golang/conform/goTraces.ts';
import type { Json } from '../../rules/quantity.ts';
import { UsageError } from './terminal.ts';

/** Traces of locks, channels and semaphores: { kind, cap?, steps: [{ a, op, arg?, done, blocked }] } each. */
export function goTraces(document: Json): number {
  if (!Array.isArray(document)) throw new UsageError('Expected a list of traces.');
  const traces = document as unknown as readonly GoTrace[];
  traces.forEach(({ kind, steps }, i) => {
    if (typeof kind !== 'string' || !Array.isArray(steps))
      throw new UsageError(`Trace ${i + 1}: expected { kind, steps }.`);
  });
  const verdicts = replayTraces(traces);
  let mismatches = 0;
  verdicts.forEach((verdict, i) => {
    if (verdict === null) return;
    mismatches++;
    console.log(
      `MISMATCH trace ${i + 1} (${traces[i]!.kind}), step ${verdict.step + 1}: expected ${verdict.expected}, found ${verdict.found}`,
    );
  });
  console.log(`${traces.length - mismatches} of ${traces.length} traces agree`);
  return mismatches;
}
