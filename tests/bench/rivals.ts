import { execFileSync } from 'node:child_process';

/** The parts of `simjs` that the bench uses. The package only sets `window.Sim`; requiring it gives an empty object. */
interface SimJs {
  Sim: new () => {
    addEntity(kind: unknown, name?: string): unknown;
    simulate(until: number): void;
    time(): number;
  };
  Entity: new () => {
    setTimer(delay: number): { done(then: () => void): void };
    useFacility(facility: unknown, duration: number): { done(then: () => void): void };
    putBuffer(buffer: unknown, amount: number): { done(then: () => void): void };
    getBuffer(buffer: unknown, amount: number): { done(then: () => void): void };
    time(): number;
  };
  Facility: new (name: string, discipline: number, servers: number) => unknown;
  Buffer: new (name: string, capacity: number) => unknown;
  Random: new (seed: number) => { exponential(rate: number): number };
  DataSeries: new () => { record(value: number): void; average(): number };
}

export async function loadSimJs(): Promise<SimJs> {
  const host = globalThis as unknown as { window?: { Sim?: SimJs } };
  host.window = {};
  // @ts-expect-error the package has no types
  await import('simjs');
  const sim = host.window.Sim!;
  delete host.window;
  return sim;
}

/** HOLD: n timers, each set again when it fires. @returns events a second */
export function simJsHold(lib: SimJs, n: number, events: number): number {
  const sim = new lib.Sim();
  const random = new lib.Random(7);
  let left = events;
  class Holder extends (lib.Entity as new () => InstanceType<SimJs['Entity']>) {
    start() {
      this.setTimer(random.exponential(1)).done(this.again);
    }
    again() {
      if (--left > 0) this.setTimer(random.exponential(1)).done(this.again);
    }
  }
  for (let i = 0; i < n; i++) sim.addEntity(Holder);
  return timed(() => {
    sim.simulate(events / n);
    return events - Math.max(0, left);
  });
}

/** M/M/1 at 0.8. @returns model events (arrivals and departures) a second, and the mean wait */
export function simJsMM1(lib: SimJs, customers: number): { speed: number; wait: number } {
  const sim = new lib.Sim();
  const random = new lib.Random(7);
  const server = new lib.Facility('server', 0, 1);
  const stays = new lib.DataSeries();
  let served = 0;
  class Users extends (lib.Entity as new () => InstanceType<SimJs['Entity']>) {
    start() {
      const came = this.time();
      const work = random.exponential(1);
      this.useFacility(server, work).done(() => {
        stays.record(this.time() - came - work);
        served++;
      });
      this.setTimer(random.exponential(0.8)).done(this.start);
    }
  }
  sim.addEntity(Users);
  const speed = timed(() => {
    sim.simulate(customers / 0.8);
    return 2 * served;
  });
  return { speed, wait: stays.average() };
}

/** Shop, buffer, workers, an outage of the workers. @returns model events (4 an order) a second */
export function simJsBuffer(lib: SimJs, orders: number): number {
  const sim = new lib.Sim();
  const random = new lib.Random(7);
  const checkout = new lib.Facility('checkout', 0, 50);
  const queue = new lib.Buffer('orders', 1e9);
  const ages = new lib.DataSeries();
  const sent: number[] = [];
  class Shoppers extends (lib.Entity as new () => InstanceType<SimJs['Entity']>) {
    start() {
      this.useFacility(checkout, random.exponential(200)).done(() => {
        sent.push(this.time());
        this.putBuffer(queue, 1).done(() => {});
      });
      this.setTimer(random.exponential(50)).done(this.start);
    }
  }
  class Worker extends (lib.Entity as new () => InstanceType<SimJs['Entity']>) {
    start() {
      this.getBuffer(queue, 1).done(() => {
        const came = sent[taken++]!;
        const now = this.time();
        const pause = now > 20 && now < 80 ? 80 - now : 0;
        this.setTimer(pause + random.exponential(12.5)).done(() => {
          ages.record(this.time() - came);
          this.start();
        });
      });
    }
  }
  let taken = 0;
  sim.addEntity(Shoppers);
  for (let i = 0; i < 10; i++) sim.addEntity(Worker);
  return timed(() => {
    sim.simulate(orders / 50);
    return 4 * taken;
  });
}

/**
 * Fan-out: publish at 0.8 a second, three queues, a server behind each (means 1, 0.8 and 0.5 s); the second stands still
 * from 10,000 s to 11,000 s. @returns model events (7 a publish) a second
 */
export function simJsFanout(lib: SimJs, publishes: number): number {
  const sim = new lib.Sim();
  const random = new lib.Random(7);
  const waits = new lib.DataSeries();
  const queues = [1, 1.25, 2].map((rate, i) => ({
    rate,
    buffer: new lib.Buffer(`queue ${i}`, 1e9),
    sent: [] as number[],
    taken: 0,
  }));
  let published = 0;
  class Publisher extends (lib.Entity as new () => InstanceType<SimJs['Entity']>) {
    start() {
      this.setTimer(random.exponential(0.8)).done(() => {
        published++;
        for (const { buffer, sent } of queues) {
          sent.push(this.time());
          this.putBuffer(buffer, 1).done(() => {});
        }
        this.start();
      });
    }
  }
  let built = 0;
  class Server extends (lib.Entity as new () => InstanceType<SimJs['Entity']>) {
    place = built++;
    start() {
      const queue = queues[this.place]!;
      this.getBuffer(queue.buffer, 1).done(() => {
        const now = this.time();
        waits.record(now - queue.sent[queue.taken++]!);
        const pause = this.place === 1 && now >= 10_000 && now < 11_000 ? 11_000 - now : 0;
        this.setTimer(pause + random.exponential(queue.rate)).done(() => this.start());
      });
    }
  }
  sim.addEntity(Publisher);
  for (const _ of queues) sim.addEntity(Server);
  return timed(() => {
    sim.simulate(publishes / 0.8);
    return published + 2 * queues.reduce((sum, { taken }) => sum + taken, 0);
  });
}

/** @param work returns how many things it did @returns things a second */
export function timed(work: () => number): number {
  const begin = performance.now();
  const things = work();
  return (things * 1000) / (performance.now() - begin);
}

const SIMPY = `
import random, time, simpy
def users(env, server, n):
    for _ in range(n):
        yield env.timeout(random.expovariate(0.8))
        env.process(user(env, server))
def user(env, server):
    with server.request() as slot:
        yield slot
        yield env.timeout(random.expovariate(1.0))
n = 100000
env = simpy.Environment()
env.process(users(env, simpy.Resource(env, 1), n))
begin = time.perf_counter()
env.run()
print(2 * n / (time.perf_counter() - begin))
`;

/** SimPy's M/M/1 in model events a second, or null where Python or SimPy is missing. */
export function simPyMM1(): number | null {
  // Debian keeps its packages with its own Python, which need not be the first on the path.
  for (const python of ['python3', '/usr/bin/python3']) {
    try {
      return Number(
        execFileSync(python, ['-c', SIMPY], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
      );
    } catch {}
  }
  return null;
}
