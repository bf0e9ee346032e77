import { OutgoingFailure } from './outgoing-failure.ts'
import type { OutgoingAnswer, OutgoingRequest } from './outgoing-requests.ts'
import { requireOutgoingUrl } from './require-outgoing-url.ts'
import { type SendOptions, sendOutgoing } from './send-outgoing.ts'

const redirects = [301, 302, 303, 307, 308]

/**
 * Sends a request to where it is redirected, each address checked like the first one.
 * @throws OutgoingFailure
 */
export async function sendWithRedirects(
  { url, method, headers, body, maxBytes, maxRedirects }: OutgoingRequest,
  {
    allowedNetworks,
    ...options
  }: Pick<SendOptions, 'organizationKey' | 'signal' | 'onStep'> & { allowedNetworks: readonly string[] },
): Promise<OutgoingAnswer> {
  const mayRedirect = body === undefined && ['GET', 'HEAD'].includes(method)
  let target = requireOutgoingUrl(url, allowedNetworks)
  let sent = headers
  for (let hops = 0; ; hops += 1) {
    const answer = await sendOutgoing(target, { method, headers: sent, body, maxBytes, ...options })
    const { location } = answer.headers
    if (!mayRedirect || maxRedirects === 0 || location === undefined || !redirects.includes(answer.status))
      return answer
    if (hops >= maxRedirects) throw new OutgoingFailure('too-many-redirects', url)
    const next = URL.parse(location, target.url)
    if (!next) throw new OutgoingFailure('unreachable', target.url, 'it redirects to what is no URL')
    // What proves who asks is for the one who was asked.
    if (next.origin !== target.url.origin) sent = withoutCredentials(sent)
    target = requireOutgoingUrl(next, allowedNetworks)
  }
}

const withoutCredentials = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(?:authorization|cookie|dpop)$/i.test(name)))
