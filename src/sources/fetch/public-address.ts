import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address belongs to the public internet. Addresses that carry another inside (mapped, 6to4, NAT64) are
 * judged by the one inside; what is not plainly global unicast is not public.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv4) return address.range() === 'unicast';
  const inner = innerAddress(address);
  if (inner) return inner.range() === 'unicast';
  // RFC 4291 §2.4: global unicast is assigned out of 2000::/3 alone.
  return address.range() === 'unicast' && ((address.parts[0] ?? 0) & 0xe000) === 0x2000;
}

function innerAddress(address: ipaddr.IPv6): ipaddr.IPv4 | undefined {
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  const [first = 0, second = 0, third = 0] = address.parts;
  const last = address.parts.slice(6);
  // RFC 3056: 2002:AABB:CCDD::/48.
  if (first === 0x2002) return toIPv4(second, third);
  // RFC 6052: 64:ff9b::/96, the IPv4 address in the last 32 bits.
  if (first === 0x64 && second === 0xff9b && address.parts.slice(2, 6).every((part) => part === 0)) {
    return toIPv4(last[0] ?? 0, last[1] ?? 0);
  }
  return undefined;
}

function toIPv4(high: number, low: number): ipaddr.IPv4 {
  return new ipaddr.IPv4([high >> 8, high & 0xff, low >> 8, low & 0xff]);
}
