/** The public protocol's version, named in every handshake. Replies and events may gain fields within it. */
export const PROTOCOL_VERSION = 1;
export const SUPPORTED_PROTOCOLS: readonly number[] = [PROTOCOL_VERSION];
