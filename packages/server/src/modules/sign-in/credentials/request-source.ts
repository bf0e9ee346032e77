/** Where a request came from, for the audit trail */
export interface RequestSource {
  address: string | null
  traceId: string | null
}

/** Of a Fastify request */
export const requestSource = ({ ip, id }: { ip: string; id: string }): RequestSource => ({ address: ip, traceId: id })
