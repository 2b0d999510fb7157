/**
 * A circuit breaker: closed, it counts the latest answers and opens when too many were failures; open, it lets nothing
 * through for a while; half open, it lets a few through and closes when they succeed. In the words of MicroProfile Fault
 * Tolerance: https://download.eclipse.org/microprofile/microprofile-fault-tolerance-4.1/microprofile-fault-tolerance-spec-4.1.html
 */
export interface CircuitRules {
  /** Length of the rolling window, in calls: before it is full, nothing opens. */
  readonly requestVolumeThreshold: number;
  /** Of the window, 0..1: so many failures open it. */
  readonly failureRatio: number;
  /** Successes of those let through half open that close it. */
  readonly successThreshold: number;
  /** How many are let through half open at once. */
  readonly halfOpenRequests: number;
}

/** Plain data, kept by the breaker. */
export interface Circuit {
  is: 'closed' | 'open' | 'halfOpen';
  /** Goes up with every change: answers to calls of before tell nothing. */
  era: number;
  /** The latest answers while closed, 1 for a failure, the next to be replaced first at `at`. */
  window: number[];
  at: number;
  failures: number;
  /** Half open: calls under way, and successes so far. */
  probes: number;
  successes: number;
}

export function freshCircuit(): Circuit {
  return { is: 'closed', era: 0, window: [], at: 0, failures: 0, probes: 0, successes: 0 };
}

/** Whether a call may pass. Half open, it is then under way until `answered`. */
export function admits(circuit: Circuit, { halfOpenRequests }: CircuitRules): boolean {
  if (circuit.is === 'closed') return true;
  if (circuit.is === 'open' || circuit.probes >= halfOpenRequests) return false;
  circuit.probes++;
  return true;
}

/** An answer to a call that was let through in `era`. @returns whether the circuit changed */
export function answered(circuit: Circuit, rules: CircuitRules, era: number, failed: boolean): boolean {
  if (era !== circuit.era) return false;
  if (circuit.is === 'halfOpen') {
    circuit.probes--;
    if (failed) return change(circuit, 'open');
    circuit.successes++;
    return circuit.successes >= rules.successThreshold && change(circuit, 'closed');
  }
  const { window } = circuit;
  const volume = rules.requestVolumeThreshold;
  circuit.failures += Number(failed) - (window[circuit.at] ?? 0);
  window[circuit.at] = Number(failed);
  circuit.at = (circuit.at + 1) % volume;
  return (
    window.length === volume && circuit.failures >= rules.failureRatio * volume && change(circuit, 'open')
  );
}

/** Every change begins with nothing counted. @returns true */
export function change(circuit: Circuit, to: Circuit['is']): boolean {
  Object.assign(circuit, freshCircuit(), { is: to, era: circuit.era + 1 });
  return true;
}

/** Another length of the window: what was counted does not fit it, so counting begins anew. */
export function forget(circuit: Circuit): void {
  Object.assign(circuit, { window: [], at: 0, failures: 0 });
}
