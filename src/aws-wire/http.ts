/** What an SDK's client hands to its transport, and what it gets back: requests and answers of HTTP that never leave. */
import { messageId } from '../rules/aws.ts';
import type { Account } from './account.ts';
import { Fault, fault } from './fault.ts';
import { type Form, readForm } from './sns/form.ts';
import { SNS } from './sns/operations.ts';
import { errorXml, resultXml } from './sns/xml.ts';
import { namesOf } from './sqs/errors.ts';
import { SQS } from './sqs/operations.ts';
import { checkTypes } from './sqs/validate.ts';

/** As the SDKs pass it: only what is read here. */
export interface HttpRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly hostname: string;
  readonly body?: unknown;
}

export interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** Request ids are those of uids that no message of a run has. */
const FIRST_ID = 2 ** 40;

/** @returns what answers every request to the account, one id after another */
export function httpOf(account: Account): (request: HttpRequest) => Promise<HttpResponse> {
  let requests = 0;
  return async (request) => {
    const id = messageId(FIRST_ID + requests++);
    const target = headerOf(request, 'x-amz-target');
    const text = textOf(request.body);
    return target === undefined ? query(account, request, text, id) : json(account, target, text, id);
  };
}

/** AWS JSON 1.0, as SQS speaks it, with the error codes of its older protocol beside. */
async function json(account: Account, target: string, text: string, id: string): Promise<HttpResponse> {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': id };
  const [service = '', name = ''] = target.split('.');
  try {
    if (service !== 'AmazonSQS') throw unknownService(service);
    const operation = operationOf(SQS, name, 'SQS');
    const said = await operation(account, inputOf(text) as never);
    return { statusCode: 200, headers, body: bytesOf(JSON.stringify(said)) };
  } catch (error) {
    const { code, message, status } = faultOf(error);
    const { shape, query: queryCode } = namesOf(code);
    return {
      statusCode: status,
      headers: { ...headers, 'x-amzn-query-error': `${queryCode};${status < 500 ? 'Sender' : 'Receiver'}` },
      body: bytesOf(JSON.stringify({ __type: shape, message })),
    };
  }
}

/** @throws Fault when it is no JSON, or not such as the API has */
function inputOf(text: string): unknown {
  let input: unknown;
  try {
    input = JSON.parse(text || '{}');
  } catch {
    throw fault('SerializationException', 'The request is no JSON.');
  }
  checkTypes(input);
  return input;
}

/** AWS Query, as SNS speaks it: a form in, XML out. */
async function query(
  account: Account,
  { hostname }: HttpRequest,
  text: string,
  id: string,
): Promise<HttpResponse> {
  const headers = { 'content-type': 'text/xml', 'x-amzn-requestid': id };
  try {
    if (!hostname.startsWith('sns.')) throw unknownService(hostname);
    const form: Form = readForm(text);
    const name = form.text('Action') ?? '';
    const result = await operationOf(SNS, name, 'SNS')(account, form);
    return { statusCode: 200, headers, body: bytesOf(resultXml(name, result, id)) };
  } catch (error) {
    const { code, message, status } = faultOf(error);
    return { statusCode: status, headers, body: bytesOf(errorXml(code, message, status, id)) };
  }
}

function operationOf<T>(operations: Readonly<Record<string, T>>, name: string, service: string): T {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation !== undefined) return operation;
  const known = Object.keys(operations).join(', ');
  throw fault('UnsupportedOperation', `${service} here does not know ${name}. It knows ${known}.`);
}

function unknownService(name: string): Fault {
  return fault('UnsupportedOperation', `Only SQS and SNS are here, and not ${name}.`);
}

/** What is no fault is a mistake of this adapter or of a part: nothing that a program could have expected. */
function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  throw error;
}

function headerOf({ headers }: HttpRequest, name: string): string | undefined {
  const found = Object.keys(headers).find((key) => key.toLowerCase() === name);
  return found === undefined ? undefined : headers[found];
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : '';
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
