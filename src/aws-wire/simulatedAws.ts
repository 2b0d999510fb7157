/**
 * A region of AWS in virtual time, for the real SDK for JavaScript:
 *
 *   const region = simulatedAws();
 *   const sqs = new SQSClient({ ...region.clientConfig });
 *   ...
 *   region.advance('31s');
 *
 * Time stands still while a program works. It goes on while all of it waits: for an answer, or in `region.sleep`.
 */
import type { Model } from '../engine/part.ts';
import { REGION } from '../rules/aws.ts';
import { timestamp } from '../rules/moment.ts';
import { openAccount } from './account.ts';
import { type HttpRequest, type HttpResponse, httpOf } from './http.ts';
import { openStage } from './stage.ts';

export interface RegionOptions {
  /** Of the chance in the run; the same seed and the same program give the same answers. */
  readonly seed?: number | string;
  /** How long every request takes to arrive, and every answer: `5ms`, `exp 10ms`. Left out: no time at all. */
  readonly latency?: string;
}

export interface SimulatedRegion {
  /** For `new SQSClient(...)` and `new SNSClient(...)`. One try a request: add `maxAttempts` to have the SDK try again. */
  readonly clientConfig: ClientConfig;
  /** Seconds since the beginning. */
  readonly seconds: number;
  /** The moment as AWS writes it; a region begins with the year 2026. */
  readonly clock: string;
  /** Lets time go on: `31s`, `5m`, `14d`. What is due by then has happened when it returns. */
  advance(duration: string): void;
  /** As `advance`, for a program of which other pieces go on meanwhile. */
  sleep(duration: string): Promise<void>;
  /**
   * A figure as CloudWatch names it, or as the lab does: `NumberOfNotificationsFailed`, `failed`.
   * @param name of a queue or a topic; the ARN, where both have it
   */
  metric(name: string, metric: string): number;
  /** The run so far as a value: with the seed it gives every answer again. */
  model(): Model;
}

export interface ClientConfig {
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
  readonly requestHandler: RequestHandler;
}

/** As the SDK wants it. */
export interface RequestHandler {
  handle(request: HttpRequest, options?: HandlerOptions): Promise<{ readonly response: HttpResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
}

export interface HandlerOptions {
  readonly abortSignal?: Abort;
}

/** What the platform's AbortSignal and the SDK's own have in common, and what only the first has. */
export interface Abort {
  readonly aborted: boolean;
  readonly addEventListener?: (type: 'abort', listener: () => void) => void;
}

export function simulatedAws({ seed = 1, latency = '0s' }: RegionOptions = {}): SimulatedRegion {
  const stage = openStage({ seed, latency });
  const account = openAccount(stage);
  const http = httpOf(account);

  return {
    clientConfig: {
      region: REGION,
      credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
      maxAttempts: 1,
      requestHandler: {
        async handle(request, { abortSignal } = {}) {
          if (abortSignal?.aborted) throw aborted();
          const response = await untilAborted(http(request), abortSignal);
          return { response };
        },
        updateHttpClientConfig() {},
        httpHandlerConfigs: () => ({}),
      },
    },
    get seconds() {
      return stage.now / 1_000_000;
    },
    get clock() {
      return timestamp(stage.now);
    },
    advance: stage.advance,
    sleep: stage.sleep,
    metric(name, metric) {
      const owner = [...account.queues(), ...account.topics()].find(
        (one) => one.name === name || one.arn === name,
      );
      if (!owner) throw new Error(`There is no queue or topic ${name}.`);
      const { spec } = owner.arn.includes(':sqs:') ? account.queueKind : account.topicKind;
      const own = Object.keys(spec.metrics).find(
        (key) => key === metric || spec.metrics[key]!.realName === metric,
      );
      if (own === undefined) throw new Error(`${name} has no figure ${metric}.`);
      return stage.read(owner.part, own);
    },
    model: stage.model,
  };
}

/** Who hangs up hears nothing more. The service does not know: what it has sent off is under way. */
function untilAborted(answer: Promise<HttpResponse>, signal: Abort | undefined): Promise<HttpResponse> {
  if (!signal) return answer;
  return new Promise((resolve, reject) => {
    signal.addEventListener?.('abort', () => reject(aborted()));
    answer.then(resolve, reject);
  });
}

const aborted = (): Error => Object.assign(new Error('Request aborted'), { name: 'AbortError' });
