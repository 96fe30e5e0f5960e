// Leaves out of the Socket.IO client what our protocol never uses: it carries text only, by WebSocket or polling. What
// stands here speaks the same packets; a tenth of the panel's size is what it spares a slow phone.
import type { Plugin } from 'vite';

const TEXT_ENCODER = `
import { PACKET_TYPES } from './commons.js';
export const encodePacket = ({ type, data }, _binary, done) => done(PACKET_TYPES[type] + (data || ''));
export const encodePacketToBinary = encodePacket;`;

const TEXT_DECODER = `
import { ERROR_PACKET, PACKET_TYPES_REVERSE } from './commons.js';
export const decodePacket = (text) => {
  const type = typeof text === 'string' && PACKET_TYPES_REVERSE[text[0]];
  return type ? { type, data: text.length > 1 ? text.slice(1) : undefined } : ERROR_PACKET;
};`;

/** The five kinds of packets that carry text: kind, namespace, number of the acknowledgement, JSON. */
const PACKETS = `
import { Emitter } from '@socket.io/component-emitter';
export const PacketType = { CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4 };
export class Encoder {
  encode({ type, nsp, id, data }) {
    return [type + (nsp === '/' ? '' : nsp + ',') + (id ?? '') + (data == null ? '' : JSON.stringify(data))];
  }
}
const PACKET = /^([0-4])(?:(\\/[^,]*),?)?(\\d*)(.*)$/s;
export class Decoder extends Emitter {
  add(text) {
    const [, type, nsp = '/', id, json] = PACKET.exec(text) || [];
    const data = json ? JSON.parse(json) : undefined;
    if (!type || ((type === '2' || type === '3') && !Array.isArray(data))) throw new Error('no packet');
    this.emitReserved('decoded', { type: +type, nsp, id: id ? +id : undefined, data });
  }
  destroy() {}
}`;

const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/socket\.io-client\/.*\/index\.js$/, "export { Manager } from './manager.js';"],
  [/engine\.io-client\/.*\/webtransport\.js$/, 'export class WT {}'],
  [/engine\.io-parser\/.*\/encodePacket(\.browser)?\.js$/, TEXT_ENCODER],
  [/engine\.io-parser\/.*\/decodePacket(\.browser)?\.js$/, TEXT_DECODER],
  [/socket\.io-parser\/.*\/index\.js$/, PACKETS],
];

export function leanSocket(): Plugin {
  return {
    name: 'lean-socket',
    enforce: 'pre',
    load: (id) => INSTEAD.find(([path]) => path.test(id))?.[1] ?? null,
  };
}
