import { BASICS } from './basics.ts';
import { circuitBreaker } from './circuit-breaker/sim.ts';
import { cloudwatchAlarm } from './cloudwatch-alarm/sim.ts';
import type { PartDefinition } from './contract.ts';
import { dynamodbTable } from './dynamodb-table/sim.ts';
import { join } from './join/sim.ts';
import { lambdaFunction } from './lambda-function/sim.ts';
import { mailbox } from './mailbox/sim.ts';
import { rateLimiter } from './rate-limiter/sim.ts';
import { rekognitionVideo } from './rekognition-video/sim.ts';
import { router } from './router/sim.ts';
import { s3Bucket } from './s3-bucket/sim.ts';
import { sdkClient } from './sdk-client/sim.ts';
import { snsTopic } from './sns-topic/sim.ts';
import { transitGateway } from './transit-gateway/sim.ts';

/** The basics, what stands between parts anywhere, and the services of AWS: one Worker carries these and no others. */
export const AWS: readonly PartDefinition[] = [
  ...BASICS,
  router,
  join,
  rateLimiter,
  sdkClient,
  circuitBreaker,
  snsTopic,
  mailbox,
  rekognitionVideo,
  dynamodbTable,
  s3Bucket,
  lambdaFunction,
  cloudwatchAlarm,
  transitGateway,
];

export const aws: ReadonlyMap<string, PartDefinition> = new Map(AWS.map((part) => [part.spec.kind, part]));
