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

const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/socket\.io-client\/.*\/index\.js$/, "export { Manager } from './manager.js';"],
  [/engine\.io-client\/.*\/webtransport\.js$/, 'export class WT {}'],
  [/engine\.io-parser\/.*\/encodePacket(\.browser)?\.js$/, TEXT_ENCODER],
  [/engine\.io-parser\/.*\/decodePacket(\.browser)?\.js$/, TEXT_DECODER],
  [/socket\.io-parser\/.*\/is-binary\.js$/, 'export const isBinary = () => false; export const hasBinary = isBinary;'],
  [
    /socket\.io-parser\/.*\/binary\.js$/,
    'export const deconstructPacket = null; export const reconstructPacket = null;',
  ],
];

export function leanSocket(): Plugin {
  return {
    name: 'lean-socket',
    enforce: 'pre',
    load: (id) => INSTEAD.find(([path]) => path.test(id))?.[1] ?? null,
  };
}
