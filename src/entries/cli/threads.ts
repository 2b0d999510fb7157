/** Work dealt to all cores. The program starts itself again in threads; `cli.ts` names what a thread can do. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parentPort, Worker, workerData } from 'node:worker_threads';

/** What a thread does: made ready once, then asked task by task. */
export type Work<Setup, Task, Result> = (setup: Setup) => (task: Task) => Result;

/** Work by the name under which `onAllCores` asks for it; each knows the types of its own. */
export type Works = Readonly<Record<string, Work<never, never, unknown>>>;

interface Ready {
  readonly work: string;
  readonly setup: unknown;
}
interface Dealt {
  readonly index: number;
  readonly task: unknown;
}

/**
 * @param work a name that `serveThread` knows @param setup, tasks and results are copied between threads
 * @param told after every task with the share that is done
 * @returns the results in the order of the tasks, however the cores raced
 */
export async function onAllCores<Task, Result>(
  work: string,
  setup: unknown,
  tasks: readonly Task[],
  told: (share: number) => void,
): Promise<readonly Result[]> {
  const results = new Array<Result>(tasks.length);
  let next = 0;
  let done = 0;
  const threads: Worker[] = [];
  const serve = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(fileURLToPath(import.meta.url), {
        workerData: { work, setup } satisfies Ready,
      });
      threads.push(worker);
      const deal = () => {
        if (next === tasks.length) return worker.postMessage(null);
        const index = next++;
        worker.postMessage({ index, task: tasks[index] } satisfies Dealt);
      };
      worker.on('message', ({ index, result }: { index: number; result: Result }) => {
        results[index] = result;
        told(++done / tasks.length);
        deal();
      });
      worker.on('error', reject);
      worker.on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`A thread ended with code ${code}.`)),
      );
      deal();
    });
  const cores = Math.min(availableParallelism(), tasks.length);
  try {
    await Promise.all(Array.from({ length: cores }, serve));
  } finally {
    for (const thread of threads) void thread.terminate();
  }
  return results;
}

/** Makes this thread one that works. */
export function serveThread(works: Works): void {
  const { work, setup } = workerData as Ready;
  const handle = works[work]!(setup as never);
  const port = parentPort!;
  port.on('message', (dealt: Dealt | null) => {
    if (dealt === null) return port.close();
    port.postMessage({ index: dealt.index, result: handle(dealt.task as never) });
  });
}
