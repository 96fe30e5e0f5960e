/** Every error a program can meet: its code, its HTTP status, and the sentence that tells a person what to do. */

export const ERRORS = {
  bad_request: {
    status: 400,
    message: 'The request is not in the expected form. Correct the fields named and send it again.',
  },
  unauthenticated: {
    status: 401,
    message: 'You are not signed in, or this conversation is no longer open to you. Sign in or start again.',
  },
  second_factor_required: { status: 401, message: 'Send the code of your second factor as well.' },
  forbidden: { status: 403, message: 'Your role does not allow this. Ask a supervisor if you need it done.' },
  not_found: { status: 404, message: 'There is nothing here for you under that name. Check it and try again.' },
  conflict: {
    status: 409,
    message: 'Something else already has this id or took its place. Load the newest state and try again.',
  },
  closed: { status: 409, message: 'This conversation has ended. Nothing more can be added to it.' },
  service_closed: {
    status: 409,
    message: 'No new conversations can start now. The numbers shown can be called instead.',
  },
  offer_gone: { status: 410, message: 'This offer has gone. Another support worker may have it, or the time ran out.' },
  at_capacity: {
    status: 409,
    message: 'The support worker has no free place. End a conversation or raise the capacity first.',
  },
  consent_missing: { status: 409, message: 'There is no consent in force for this. Ask the person first.' },
  too_large: { status: 413, message: 'The text is too long. Shorten it, or send it in parts.' },
  rate_limited: { status: 429, message: 'Too much at once. Wait for the time given and send it again.' },
  unavailable: { status: 503, message: 'Not saved. Send it again in a moment with the same clientId.' },
  internal: {
    status: 500,
    message: 'Something went wrong on our side. Send it again; if it stays, quote the reference.',
  },
  protocol_unsupported: {
    status: 400,
    message: 'This version of the protocol is not spoken here. Use one of the versions given.',
  },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof ERRORS;

export interface ErrorDetails {
  readonly issues?: readonly { path: string; message: string }[];
  readonly retryAfterMs?: number;
  readonly reason?: string;
  readonly takenBy?: string;
  readonly reference?: string;
  readonly supported?: readonly number[];
  readonly [key: string]: unknown;
}

/** The error as it crosses the wire, in an acknowledgement and as an HTTP body. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: ErrorDetails;
}

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError };

export function wireError(code: ErrorCode, details?: ErrorDetails): WireError {
  const { message } = ERRORS[code];
  return details === undefined ? { code, message } : { code, message, details };
}
