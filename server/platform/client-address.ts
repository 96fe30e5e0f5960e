/**
 * Where a request comes from, one way for HTTP and sockets: for limits only, never logged and stored only as a keyed
 * digest. Forwarded addresses are believed as far as TRUST_PROXY names the proxies, and no further.
 */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

export type AddressOf = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string;

export function createAddressOf(trustProxy: false | number | readonly string[]): AddressOf {
  const trusts = trusting(trustProxy);
  return ({ headers, socket }) => {
    const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
    const hops = [
      ...forwarded.map((each) => plain(each.trim())).filter((each) => each !== ''),
      plain(socket.remoteAddress ?? ''),
    ];
    let index = hops.length - 1;
    while (index > 0 && trusts(hops[index] ?? '', hops.length - 1 - index)) index -= 1;
    return hops[index] ?? '';
  };
}

function trusting(trustProxy: false | number | readonly string[]): (address: string, hop: number) => boolean {
  if (trustProxy === false) return () => false;
  if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy;
  const list = new BlockList();
  for (const each of trustProxy) {
    const [net = '', prefix] = each.split('/');
    const family = isIP(net) === 6 ? 'ipv6' : 'ipv4';
    if (isIP(net) === 0) continue;
    if (prefix === undefined) list.addAddress(net, family);
    else list.addSubnet(net, Number(prefix), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** IPv4 inside IPv6 is the IPv4 address. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** What is counted as one place: a home has a whole /64 of IPv6, and would count as many otherwise. */
export function placeOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = tail === undefined ? [] : new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = [...left, ...middle, ...right].slice(0, 4).map((each) => Number.parseInt(each, 16).toString(16));
  return `${groups.join(':')}::/64`;
}
