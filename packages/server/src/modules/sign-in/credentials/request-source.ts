/** Where a request came from */
export interface RequestSource {
  /** For the audit trail */
  address: string | null
  traceId: string | null
  /** What the browser holds of former sign-ins: with them, attempts have a count of their own */
  browserTokens?: readonly string[]
}

/** Of a Fastify request */
export const requestSource = ({ clientAddress, id }: { clientAddress: string; id: string }): RequestSource => ({
  address: clientAddress,
  traceId: id,
})
