import type { Parts } from '../../../db/parts.ts'
import type { NamedClient } from '../../foundation/client-secrets/client-kind.ts'
import { requireAuthorityOver, requireMayGiveAll } from '../../foundation/permissions/authority.ts'
import { accessOfSelection } from '../../foundation/permissions/grants.ts'
import { holds, type Principal, permissionMissing } from '../../foundation/permissions/principal.ts'
import { selectPermissions } from './api-client-permissions-repository.ts'
import { hasApiScopes } from './api-client-scopes-repository.ts'

/**
 * Refuses to take from a client, or to stop it, where it holds permissions that control access and that the principal
 * lacks.
 * @throws Problem permission_missing
 */
export async function requireAuthorityOverApiClient(
  parts: Parts,
  principal: Principal,
  client: NamedClient,
): Promise<void> {
  await requireMayGiveScopes(parts, principal, client)
  requireAuthorityOver(principal, describedClient(client), await accessOfClient(parts, principal, client))
}

/**
 * Refuses to give out, or to make work again, what the client proves itself with: whoever has its credentials has its
 * permissions, so that the principal must hold all of them.
 * @throws Problem permission_missing
 */
export async function requireEveryPermissionOfApiClient(
  parts: Parts,
  principal: Principal,
  client: NamedClient,
): Promise<void> {
  await requireMayGiveScopes(parts, principal, client)
  requireMayGiveAll(principal, describedClient(client), await accessOfClient(parts, principal, client))
}

/** What scopes of registered APIs allow lies outside of Portico. This permission gives and takes them. */
const givesScopes = 'User and access management > Manage authentication'

/** @throws Problem permission_missing */
async function requireMayGiveScopes({ db }: Parts, principal: Principal, client: NamedClient): Promise<void> {
  if (holds(principal, givesScopes) || !(await hasApiScopes(db, principal.organizationKey, client.key))) return
  const why = `${describedClient(client)} has scopes of registered APIs. Only who holds the permission ${givesScopes} gives and takes them, and what a client proves itself with.`
  throw permissionMissing(why)
}

/** As refusals name it, at the beginning of a sentence */
export const describedClient = ({ name }: Pick<NamedClient, 'name'>): string => `The API client ${name}`

const accessOfClient = async ({ db }: Parts, { organizationKey }: Principal, { key }: NamedClient) =>
  accessOfSelection(await selectPermissions(db, organizationKey, key))
