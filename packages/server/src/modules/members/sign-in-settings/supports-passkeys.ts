import { isIP } from 'node:net'

/**
 * Whether browsers offer passkeys at this origin: in a secure context only (WebAuthn, section 5), and for a host name, not
 * an IP address (section 5.1.3).
 */
export function supportsPasskeys(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  if (hostname === 'localhost' || hostname.endsWith('.localhost')) return true
  return protocol === 'https:' && isIP(hostname.replace(/^\[|\]$/g, '')) === 0
}
