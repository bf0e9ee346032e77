import type { Config } from '../../../config/config.ts'
import { OutgoingFailure } from './outgoing-failure.ts'
import { requireOutgoingUrl } from './require-outgoing-url.ts'
import { type OutgoingAnswer, sendOutgoing } from './send-outgoing.ts'

export interface OutgoingOptions {
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** Milliseconds for the whole of it, redirects too */
  timeout?: number
  /** Of the body; the head may have 16 kB */
  maxBytes?: number
  /** Each address is checked again. A request with a body is never redirected: its answer is returned as it is. */
  maxRedirects?: number
}

const redirects = [301, 302, 303, 307, 308]

/**
 * The one way to an address that an organization names: the keys of a provider, its metadata, a back-channel. By https
 * to public addresses; the operator lists networks that are reached besides (`--outgoing-allowed-networks`). What answers
 * slowly, endlessly or compressed costs no more than the time and bytes that are allowed, and holds up nobody else.
 * @throws OutgoingFailure
 */
export async function fetchOutgoing(
  { config }: { config: Pick<Config, 'outgoingAllowedNetworks'> },
  url: string,
  { method = 'GET', headers = {}, body, timeout = 5_000, maxBytes = 1_048_576, maxRedirects = 3 }: OutgoingOptions = {},
): Promise<OutgoingAnswer> {
  const signal = AbortSignal.timeout(timeout)
  const mayRedirect = body === undefined && ['GET', 'HEAD'].includes(method)
  let target = requireOutgoingUrl(url, config.outgoingAllowedNetworks)
  let sent = headers
  for (let hops = 0; ; hops += 1) {
    const answer = await sendOutgoing(target, { method, headers: sent, body, maxBytes, signal })
    const { location } = answer.headers
    if (!mayRedirect || maxRedirects === 0 || location === undefined || !redirects.includes(answer.status))
      return answer
    if (hops >= maxRedirects) throw new OutgoingFailure('too-many-redirects', url)
    const next = URL.parse(location, target.url)
    if (!next) throw new OutgoingFailure('unreachable', target.url, 'it redirects to what is no URL')
    // What proves who asks is for the one who was asked.
    if (next.origin !== target.url.origin) sent = withoutCredentials(sent)
    target = requireOutgoingUrl(next, config.outgoingAllowedNetworks)
  }
}

const withoutCredentials = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(?:authorization|cookie|dpop)$/i.test(name)))
