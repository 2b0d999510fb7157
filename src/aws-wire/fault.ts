import type { ServiceError } from '../rules/serviceError.ts';

/** An error that a service answers a request with, on its way up to whoever writes the answer. */
export class Fault extends Error {
  readonly code: string;
  /** Of HTTP. */
  readonly status: number;

  constructor({ code, message, status }: ServiceError) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export function fault(code: string, message: string, status = 400): Fault {
  return new Fault({ code, message, status });
}
