import type { FastifyRequest } from 'fastify'
import type { Parts } from '../db/parts.ts'
import type { UseCounts } from '../modules/api-clients/clients/use-counts.ts'
import { recordSecurityEvent } from '../modules/foundation/audit/record-security-event.ts'
import { isRelyingPartyId } from '../modules/relying-parties/registrations/relying-party-id.ts'
import type { ClientRequest } from './options.ts'

/**
 * Names the API client in the log line of the request, and counts the failure where it did not prove who it is. A request
 * without any credentials proves a mistake and no attempt: it is in the log alone. Refusals of API clients are counted by
 * their reasons.
 */
export function recordClientRequest(
  parts: Parts<'clock'> & { useCounts: Pick<UseCounts, 'count'> },
  organizationKey: string,
  request: FastifyRequest,
  { client, clientId, failure, error }: ClientRequest,
): void {
  request.logDetails = { ...(client && { apiClient: client.key }), ...(error && { refused: failure ?? error }) }
  // Words of the library's follow the code. Nothing that a caller chooses may become a reason of its own.
  const reason = failure ?? error?.match(/^[a-z_]+/)?.[0]
  if (client && !isRelyingPartyId(client.clientId) && reason)
    parts.useCounts.count(organizationKey, client.key, `token ${reason}`)
  if (failure === undefined || failure === 'no credentials') return
  recordSecurityEvent(parts, {
    organizationKey,
    action: 'api-client.authentication-failed',
    entity: { type: 'api-client', key: client?.key ?? 'unknown', name: client?.name ?? null },
    typed: clientId.slice(0, 64),
    source: { address: request.clientAddress, traceId: request.id },
    details: { reason: failure },
  })
}
