/**
 * Whether an address is one of the public internet. Everything else (this machine, its networks, and forms that hide an
 * IPv4 address inside an IPv6 one) is refused, so that a name that was typed in cannot lead into our own network.
 */

/** The first octets, and how many bits of them count. */
const SPECIAL_IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

export function isPublicAddress(address: string): boolean {
  const four = ipv4(address);
  if (four !== null) return !SPECIAL_IPV4.some(([network, bits]) => sameNetwork(four, ipv4(network) ?? 0, bits));
  const six = ipv6(address);
  return six !== null && isGlobalUnicast(six);
}

function ipv4(text: string): number | null {
  const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (!octets || octets.some((octet) => octet > 255)) return null;
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

function sameNetwork(address: number, network: number, bits: number): boolean {
  const size = 2 ** (32 - bits);
  return Math.floor(address / size) === Math.floor(network / size);
}

/** The eight groups; null for what is none, with a zone, or written with dots. */
function ipv6(text: string): readonly number[] | null {
  if (!/^[0-9a-f:]+$/i.test(text)) return null;
  const [head = '', tail, more] = text.split('::');
  if (more !== undefined) return null;
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const gap = 8 - before.length - after.length;
  if (tail === undefined ? gap !== 0 : gap < 1) return null;
  const all = [...before, ...Array.from({ length: gap }, () => '0'), ...after];
  return all.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) ? all.map((group) => Number.parseInt(group, 16)) : null;
}

/** 2000::/3 without its special parts (Teredo and others, 6to4, documentation). */
function isGlobalUnicast([first = 0, second = 0]: readonly number[]): boolean {
  if (first < 0x2000 || first > 0x3fff) return false;
  if (first === 0x2001 && (second < 0x0200 || second === 0x0db8)) return false;
  return first !== 0x2002 && first < 0x3ff0;
}
