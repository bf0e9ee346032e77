/** Which rule an address breaks that a client registers, whoever asks it. Undefined where it breaks none. */
export function plainAddressFault(address: string): string | undefined {
  if (!/^[\x21-\x7e]+$/.test(address)) return 'must have neither spaces nor characters outside of ASCII: encode them'
  if (!URL.canParse(address)) return 'must be an absolute URL'
  const { username, password, pathname } = new URL(address)
  if (address.includes('*')) return 'must not have a wildcard: every address is registered as it is'
  if (address.includes('#')) return 'must not have a fragment (RFC 6749, section 3.1.2)'
  if (address.includes('\\')) return 'must not have a backslash'
  if (username || password || /^[^/]*\/\/[^/?]*@/.test(address)) return 'must not have a user name or password'
  // URL leaves out the segments that go up, and other programs may not.
  const path = address.replace(/^[^:]*:(\/\/[^/?]*)?/, '').replace(/\?.*$/, '')
  if (/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path)) return `must not have . or .. in its path: it means ${pathname}`
  return undefined
}
