import type { Lab } from '../../lab/client.ts';

/** A few labs that do one thing after another, and stay for the next batch. */
export interface Pool {
  /**
   * Does the work of every task in the next lab that is free. Called off, it ends at once; what a lab has in hand then is
   * finished unheard.
   * @throws what a lab says that cannot do its task; the labs are closed then, and the next batch gets others
   */
  deal<T>(
    tasks: readonly T[],
    work: (lab: Lab, task: T) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
  close(): void;
}

/** @param most so many at once: each takes a processor of its own */
export function createPool(startLab: () => Promise<Lab>, most: number): Pool {
  let labs: Promise<Lab>[] = [];

  function close(): void {
    for (const lab of labs)
      lab.then(
        (there) => there.close(),
        () => {},
      );
    labs = [];
  }

  return {
    async deal(tasks, work, signal) {
      let next = 0;
      let failed = false;
      const serve = async (lab: Promise<Lab>): Promise<void> => {
        const there = await lab;
        while (next < tasks.length && !failed && !signal.aborted) await work(there, tasks[next++]!);
      };
      while (labs.length < Math.min(most, tasks.length)) labs.push(startLab());
      const all = Promise.all(labs.map(serve)).catch((error: unknown) => {
        failed = true;
        if (signal.aborted) return;
        close();
        throw error;
      });
      await Promise.race([all, aborted(signal)]);
    },
    close,
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
