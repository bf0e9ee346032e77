import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { normalKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type AuditedChange, recordChange } from '../../foundation/audit/audit-service.ts'
import { type Principal, requireInEnvironment } from '../../foundation/permissions/principal.ts'
import { deleteApplicationRoles, insertApplicationRoles } from '../application-roles/application-roles-repository.ts'
import { definitionsOf } from '../application-roles/role-definitions-service.ts'
import { requireNobodyHolds } from '../application-roles/role-holders-service.ts'
import { rolesIn } from '../application-roles/role-rows.ts'
import { type Environment, listEnvironments } from '../portfolios/portfolios-service.ts'
import { addDeployment, deploymentsOf, removeDeployment } from './asset-deployments-service.ts'
import { type Asset, requireAsset } from './assets-service.ts'

export type DeploymentService = ReturnType<typeof createDeploymentService>

const deployAssets = 'Release management > Deploy assets'

/** Where an asset is deployed, its application roles exist: both come and go in one transaction. */
export const createDeploymentService = ({ db, clock }: { db: Db; clock: Clock }) => ({
  /**
   * Works as well, and changes nothing, where the asset is deployed there already.
   * @throws Problem asset_not_found, environment_unknown, permission_missing, environment_of_other_portfolio
   */
  deploy: (principal: Principal, key: string, environmentKey: string): Promise<{ key: string }> =>
    transaction({ db: db }, async ({ db: trx }) => {
      const { organizationKey } = principal
      const asset = await requireAsset(trx, organizationKey, key)
      const environment = await findEnvironment(trx, organizationKey, environmentKey)
      if (!environment) {
        const detail = `The field environmentKey names no environment: ${environmentKey}.`
        throw new Problem('environment_unknown', detail)
      }
      requireInEnvironment(principal, deployAssets, environment)
      requireSamePortfolio(asset, environment)
      const there = await findDeployment(trx, organizationKey, asset, environment.key)
      if (there) return { key: there.key }
      const definitions = await definitionsOf(trx, organizationKey, asset.key)
      const now = clock.now()
      const deployment = await addDeployment(trx, clock, organizationKey, {
        assetKey: asset.key,
        environmentKey: environment.key,
        deployedBy: principal.actor.key,
      })
      const roles = rolesIn(environment.key, definitions, now)
      await insertApplicationRoles(trx, organizationKey, roles, toTimestamp(now))
      const after = { environmentName: environment.name, applicationRoles: definitions.map(({ name }) => name) }
      await recordChange({ db: trx, clock }, principal, {
        ...changeOf(asset, environment),
        action: 'asset.deployed',
        after,
      })
      return { key: deployment.key }
    }),

  /** @throws Problem asset_not_found, deployment_not_found, permission_missing, application_role_held */
  undeploy: (principal: Principal, key: string, environmentKey: string): Promise<void> =>
    transaction({ db: db }, async ({ db: trx }) => {
      const { organizationKey } = principal
      const asset = await requireAsset(trx, organizationKey, key)
      const environment = await findEnvironment(trx, organizationKey, environmentKey)
      if (environment) requireInEnvironment(principal, deployAssets, environment)
      if (!environment || !(await findDeployment(trx, organizationKey, asset, environment.key))) {
        throw new Problem('deployment_not_found', `${asset.name} is not deployed in the environment ${environmentKey}.`)
      }
      const place = { assetKey: asset.key, environmentKey: environment.key }
      await requireNobodyHolds(trx, organizationKey, place, `A role of ${asset.name} in ${environment.name}`)
      await deleteApplicationRoles(trx, organizationKey, place)
      await removeDeployment(trx, organizationKey, place)
      const before = { environmentName: environment.name }
      await recordChange({ db: trx, clock }, principal, {
        ...changeOf(asset, environment),
        action: 'asset.undeployed',
        before,
      })
    }),
})

async function findEnvironment(trx: Db, organizationKey: string, key: string): Promise<Environment | undefined> {
  const environments = await listEnvironments(trx, organizationKey)
  return environments.find((environment) => environment.key === normalKey(key))
}

async function findDeployment(trx: Db, organizationKey: string, { key }: Asset, environmentKey: string) {
  const deployments = await deploymentsOf(trx, organizationKey, key)
  return deployments.find((deployment) => deployment.environmentKey === environmentKey)
}

function requireSamePortfolio(asset: Asset, environment: Environment): void {
  if (asset.portfolioKey === environment.portfolioKey) return
  throw new Problem(
    'environment_of_other_portfolio',
    `The environment ${environment.name} (${environment.key}) is not one of the portfolio of ${asset.name}.`,
  )
}

const changeOf = (asset: Asset, environment: Environment): Pick<AuditedChange, 'entity' | 'environmentKey'> => ({
  entity: { type: 'asset', key: asset.key, name: asset.name },
  environmentKey: environment.key,
})
