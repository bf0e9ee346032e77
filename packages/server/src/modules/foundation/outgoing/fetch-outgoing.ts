import type { OutgoingAnswer, OutgoingParts, OutgoingRequest } from './outgoing-requests.ts'

export type OutgoingOptions = Partial<Omit<OutgoingRequest, 'url'>> & {
  /** Milliseconds for the whole of it, redirects too */
  timeout?: number
}

/**
 * The one way to an address that an organization names: the keys of a provider, its metadata, a back-channel. By https
 * to public addresses; the operator lists networks that are reached besides (`--outgoing-allowed-networks`). What answers
 * slowly, endlessly or compressed costs no more than the time and bytes that are allowed, and holds up nobody else.
 * @throws OutgoingFailure
 */
export function fetchOutgoing(
  { outgoing }: OutgoingParts,
  organizationKey: string,
  url: string,
  { method = 'GET', headers = {}, body, timeout = 5_000, maxBytes = 1_048_576, maxRedirects = 3 }: OutgoingOptions = {},
): Promise<OutgoingAnswer> {
  return outgoing.fetch(organizationKey, { url, method, headers, body, maxBytes, maxRedirects }, timeout)
}
