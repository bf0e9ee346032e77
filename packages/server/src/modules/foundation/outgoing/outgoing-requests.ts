import type { IncomingHttpHeaders } from 'node:http'

/** A request to a server that an organization names: plain data, which is sent in another thread */
export interface OutgoingRequest {
  url: string
  method: string
  headers: Record<string, string>
  body?: string | Uint8Array | undefined
  /** Of the answer's body; the head may have 16 kB */
  maxBytes: number
  /** Each address is checked again. A request with a body is never redirected: its answer is returned as it is. */
  maxRedirects: number
}

export interface OutgoingAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  /** Where the answer came from, after redirects */
  url: string
}

/** What sends the requests. */
export interface OutgoingRequests {
  /**
   * @param organizationKey whose request it is: each organization has its share
   * @param timeout milliseconds for the whole of it, redirects and waiting for others of the organization too
   * @throws OutgoingFailure
   */
  fetch(organizationKey: string, request: OutgoingRequest, timeout: number): Promise<OutgoingAnswer>
}

/** The part of the context that an operation takes which asks servers outside */
export interface OutgoingParts {
  outgoing: OutgoingRequests
}
