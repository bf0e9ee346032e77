import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import type { NamedClient } from '../../foundation/client-secrets/client-kind.ts'
import { type Principal, requirePermission } from '../../foundation/permissions/principal.ts'
import { requireAuthorityOverApiClient } from './require-authority-over-api-client.ts'
import { suspendApiClient } from './suspend-api-client.ts'

/**
 * Suspends API clients, as those that a user has created, themselves or by one of these: whoever made one may know its secret.
 * @throws Problem permission_missing
 */
export function suspendCreatedApiClients(
  parts: Parts<'clock'>,
  principal: Principal,
  clients: readonly NamedClient[],
): Promise<void> {
  return transaction(parts, async (parts) => {
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
  clients: readonly NamedClient[],
): Promise<void> {
  if (clients.length === 0) return
  requirePermission(principal, 'User and access management > Manage API clients')
  for (const client of clients) await requireAuthorityOverApiClient(parts, principal, client)
}
