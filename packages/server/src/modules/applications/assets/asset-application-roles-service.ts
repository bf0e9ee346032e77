import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { newKey, normalKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import {
  deleteApplicationRoles,
  insertApplicationRoles,
  renameApplicationRoles,
} from '../application-roles/application-roles-repository.ts'
import {
  addDefinitions,
  type RoleDefinition,
  removeDefinition,
  renameDefinition,
  requireDefinition,
} from '../application-roles/role-definitions-service.ts'
import { requireNobodyHolds } from '../application-roles/role-holders-service.ts'
import { rolesIn } from '../application-roles/role-rows.ts'
import { refusingTakenName } from '../portfolios/taken-names.ts'
import type { RoleCreateRequest } from './asset-application-roles-schemas.ts'
import { deploymentsOf } from './asset-deployments-service.ts'
import { requireAsset } from './assets-service.ts'

export type AssetApplicationRoleService = ReturnType<typeof createAssetApplicationRoleService>

/** The roles that assets define. In each environment in which the asset is deployed, the role exists with its own key. */
export const createAssetApplicationRoleService = ({ db, clock }: { db: Db; clock: Clock }) => ({
  /** @throws Problem asset_not_found, application_role_name_taken */
  create: (principal: Principal, key: string, request: RoleCreateRequest): Promise<{ externalKey: string }> =>
    refusingTakenName(roleNameTaken(request.name), () =>
      transaction({ db: db }, async ({ db: trx }) => {
        const { organizationKey } = principal
        const asset = await requireAsset(trx, organizationKey, key)
        const now = clock.now()
        const { name, claim = null } = request
        const definition = { externalKey: newKey(now), assetKey: asset.key, name, claim }
        await addDefinitions(trx, organizationKey, [definition], toTimestamp(now))
        const deployments = await deploymentsOf(trx, organizationKey, asset.key)
        const environmentKeys = deployments.map(({ environmentKey }) => environmentKey)
        const rows = environmentKeys.flatMap((environmentKey) => rolesIn(environmentKey, [definition], now))
        await insertApplicationRoles(trx, organizationKey, rows, toTimestamp(now))
        await recordChange({ db: trx, clock }, principal, {
          action: 'application-role.created',
          entity: entityOf(definition),
          after: { name, claim, assetKey: asset.key, environmentKeys },
        })
        return { externalKey: definition.externalKey }
      }),
    ),

  /** In every environment at once. @throws Problem asset_not_found, application_role_undefined, application_role_name_taken */
  rename: (principal: Principal, role: { key: string; externalKey: string }, name: string): Promise<void> =>
    refusingTakenName(roleNameTaken(name), () =>
      transaction({ db: db }, async ({ db: trx }) => {
        const definition = await requireRole(trx, principal.organizationKey, role)
        if (definition.name === name) return
        await renameDefinition(trx, principal.organizationKey, definition.externalKey, name)
        await renameApplicationRoles(trx, principal.organizationKey, definition.externalKey, name)
        await recordChange({ db: trx, clock }, principal, {
          action: 'application-role.updated',
          entity: entityOf({ ...definition, name }),
          before: { name: definition.name },
          after: { name },
        })
      }),
    ),

  /** In every environment. @throws Problem asset_not_found, application_role_undefined, application_role_held */
  delete: (principal: Principal, role: { key: string; externalKey: string }): Promise<void> =>
    transaction({ db: db }, async ({ db: trx }) => {
      const { organizationKey } = principal
      const definition = await requireRole(trx, organizationKey, role)
      await requireNobodyHolds(trx, organizationKey, definition, `The role ${definition.name}`)
      await deleteApplicationRoles(trx, organizationKey, definition)
      await removeDefinition(trx, organizationKey, definition.externalKey)
      const { name, claim, assetKey } = definition
      await recordChange({ db: trx, clock }, principal, {
        action: 'application-role.deleted',
        entity: entityOf(definition),
        before: { name, claim, assetKey },
      })
    }),
})

async function requireRole(
  trx: Db,
  organizationKey: string,
  { key, externalKey }: { key: string; externalKey: string },
): Promise<RoleDefinition> {
  const asset = await requireAsset(trx, organizationKey, key)
  return requireDefinition(trx, organizationKey, { assetKey: asset.key, externalKey: normalKey(externalKey) })
}

const entityOf = ({ externalKey, name }: RoleDefinition) => ({ type: 'application-role', key: externalKey, name })

const roleNameTaken = (name: string): Problem =>
  new Problem('application_role_name_taken', `The asset has an application role with the name '${name}' already.`)
