export type OutgoingFailureReason =
  | 'forbidden-address'
  | 'unreachable'
  | 'too-large'
  | 'too-slow'
  | 'tls'
  | 'too-many-redirects'
  | 'not-https'

/**
 * Why an address that an organization names has given no answer. The message is for the organization: the same for a
 * name that does not exist, a closed port and a name that leads to a forbidden address, so that nobody finds out what
 * there is in the network of the server. `forbidden-address` is said of what the URL itself says.
 */
export class OutgoingFailure extends Error {
  readonly reason: OutgoingFailureReason
  /** Scheme, host and port */
  readonly site: string
  /** What the system or TLS says, and where a name leads: for the operator's log, never told to the organization */
  readonly detail: string

  constructor(reason: OutgoingFailureReason, url: string | URL, detail = '') {
    const site = siteOf(url)
    super(words[reason](site))
    this.reason = reason
    this.site = site
    this.detail = detail.slice(0, 500)
  }
}

const words: Record<OutgoingFailureReason, (site: string) => string> = {
  'forbidden-address': (site) =>
    `${site} is not at a public address, or not at a port for the Web. Others are possible where the operator lists them (--outgoing-allowed-networks).`,
  unreachable: (site) =>
    `${site} cannot be reached: the name is not known, nothing answers there over HTTP, or the name leads to an address that the operator has not allowed (--outgoing-allowed-networks).`,
  'too-large': (site) => `${site} answers with more than is read here.`,
  'too-slow': (site) => `${site} has not answered in time.`,
  tls: (site) => `The connection to ${site} cannot be encrypted, or its certificate is not valid for the name.`,
  'too-many-redirects': (site) => `${site} redirects too often.`,
  'not-https': (site) =>
    `${site} must be reached by https. Plain http is possible in networks that the operator lists (--outgoing-allowed-networks).`,
}

/** Scheme, host and port: what a URL has beside them may be secret. */
function siteOf(url: string | URL): string {
  const parsed = url instanceof URL ? url : URL.parse(url)
  return parsed && parsed.host !== '' ? `${parsed.protocol}//${parsed.host}`.slice(0, 300) : 'The address'
}
