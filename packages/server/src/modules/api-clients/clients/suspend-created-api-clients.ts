import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { type Principal, requirePermission } from '../../foundation/permissions/principal.ts'
import type { CreatedClient } from './created-clients-repository.ts'
import { getCreatedClients } from './get-created-clients.ts'
import { requireAuthorityOverApiClient } from './require-authority-over-api-client.ts'
import { suspendApiClient } from './suspend-api-client.ts'

/** Of the API clients that a user has created, themselves or by one of these, those that are not suspended, by name */
export async function getRunningClientsOf(
  parts: Parts,
  organizationKey: string,
  userKey: string,
): Promise<CreatedClient[]> {
  const { clients } = await getCreatedClients(parts, organizationKey, userKey)
  return clients.filter(({ isSuspended }) => !isSuspended).map(({ key, name }) => ({ key, name }))
}

/**
 * Suspends every API client that a user has created, themselves or by one of these: whoever made it may know its secret.
 * @throws Problem permission_missing
 */
export function suspendCreatedApiClients(parts: Parts<'clock'>, principal: Principal, userKey: string): Promise<void> {
  return transaction(parts, async (parts) => {
    const clients = await getRunningClientsOf(parts, principal.organizationKey, userKey)
    await requireMayStop(parts, principal, clients)
    // Always in the same order, so that two of these never wait for each other.
    for (const { key } of clients.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
      await suspendApiClient(parts, principal, key)
    }
  })
}

/** For suspending clients, and for ending what they prove themselves with. @throws Problem permission_missing */
export async function requireMayStop(
  parts: Parts,
  principal: Principal,
  clients: readonly CreatedClient[],
): Promise<void> {
  if (clients.length === 0) return
  requirePermission(principal, 'User and access management > Manage API clients')
  for (const client of clients) await requireAuthorityOverApiClient(parts, principal, client)
}
