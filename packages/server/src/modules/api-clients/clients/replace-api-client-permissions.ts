import { isDeepStrictEqual } from 'node:util'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { accessOutside, requireMayGiveAll } from '../../foundation/permissions/authority.ts'
import { accessOfSelection } from '../../foundation/permissions/grants.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { replacePermissions, selectPermissions } from './api-client-permissions-repository.ts'
import { updateApiClientRow } from './api-clients-repository.ts'
import { changeApiClient } from './change-api-client.ts'
import { type PermissionRequest, parseSelection, showSelection } from './permission-selection.ts'
import { describedClient, requireAuthorityOverApiClient } from './require-authority-over-api-client.ts'

/**
 * From now on the client may do this and nothing else, also with tokens that it has. What is added must be held by the
 * principal, and something is taken from a client only by somebody who holds what it controls.
 * @throws Problem api_client_not_found, permission_unknown, permission_not_by_environment, environment_unknown,
 *   permission_missing
 */
export const replaceApiClientPermissions = (
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  requests: PermissionRequest[],
) =>
  changeApiClient(parts, principal, key, async (parts, row) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    const grants = parseSelection(requests, await listEnvironments(parts, organizationKey))
    const held = await selectPermissions(db, organizationKey, row.key)
    const before = showSelection(held)
    const result = showSelection(grants)
    if (isDeepStrictEqual(before.permissions, result.permissions)) return { result }
    const [heldAccess, access] = [accessOfSelection(held), accessOfSelection(grants)]
    requireMayGiveAll(principal, describedClient(row), access, heldAccess)
    if (accessOutside(heldAccess, access).length > 0) await requireAuthorityOverApiClient(parts, principal, row)
    await replacePermissions(db, organizationKey, row.key, grants)
    await updateApiClientRow(db, organizationKey, row.key, { updatedAt: toTimestamp(clock.now()) })
    return {
      result,
      change: {
        action: 'api-client.permissions-changed',
        before: { permissions: before.permissions },
        after: { permissions: result.permissions },
      },
    }
  })
