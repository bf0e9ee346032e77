import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { findAssetDeployment } from '../../applications/assets/find-asset-deployment.ts'
import type { Environment } from '../../applications/portfolios/environment.ts'
import { findEnvironment } from '../../applications/portfolios/list-environments.ts'
import { type Principal, requireInEnvironment } from '../../foundation/permissions/principal.ts'
import { isLoopback, requireAddress } from './address-rules.ts'
import { selectGroupStages, selectIdentityProviderKeys, selectRoleStages } from './named-keys-repository.ts'
import type { RelyingPartySettings } from './relying-party.ts'
import { chosenIn } from './require-sound-settings.ts'

/**
 * What the settings name must be there, and belong to their stage. Only what a change adds is judged: an asset may have
 * been undeployed, and a role deleted, since it was named.
 * @throws Problem environment_unknown, relying_party_asset_elsewhere, relying_party_allowed_users_unknown,
 *   identity_provider_unknown, relying_party_address_invalid
 */
export async function requireNamedKeys(
  parts: Parts,
  { organizationKey }: Principal,
  next: RelyingPartySettings,
  held?: RelyingPartySettings,
): Promise<void> {
  const isOtherStage = next.environmentKey !== held?.environmentKey
  const environment = await requireStage(parts, organizationKey, next.environmentKey)
  if (environment) {
    if (isOtherStage || next.assetKey !== held?.assetKey)
      await requireDeployed(parts, organizationKey, next, environment)
    await requireAllowedUsers(parts, organizationKey, next, isOtherStage ? undefined : held, environment)
    if (isOtherStage || next.redirectUris.some((uri) => !held?.redirectUris.includes(uri))) {
      requireNoLoopback(next, environment)
    }
  }
  await requireProviders(parts, organizationKey, added(next.identityProviderKeys, held?.identityProviderKeys))
}

/**
 * Who lets end users of a stage into an application, or speaks to it in their name, must be allowed to give access there.
 * @throws Problem permission_missing
 */
export async function requireAuthorityInStages(
  parts: Parts,
  principal: Principal,
  environmentKeys: readonly (string | null)[],
): Promise<void> {
  for (const key of new Set(environmentKeys)) {
    const environment = key === null ? undefined : await findEnvironment(parts, principal.organizationKey, key)
    if (environment) requireInEnvironment(principal, 'End-user management > Manage end-user access', environment)
  }
}

const added = (next: readonly string[] | null, held: readonly string[] | null = []): string[] =>
  (next ?? []).filter((key) => !held?.includes(key))

async function requireStage(
  parts: Parts,
  organizationKey: string,
  key: string | null,
): Promise<Environment | undefined> {
  if (key === null) return undefined
  const environment = await findEnvironment(parts, organizationKey, key)
  if (!environment) throw new Problem('environment_unknown', `environmentKey: there is no stage ${key}.`)
  return environment
}

async function requireDeployed(
  parts: Parts,
  organizationKey: string,
  { assetKey }: RelyingPartySettings,
  environment: Environment,
): Promise<void> {
  if (assetKey === null) return
  if (await findAssetDeployment(parts, organizationKey, { assetKey, environmentKey: environment.key })) return
  const detail = `assetKey: no asset ${assetKey} is deployed in the stage ${environment.name}.`
  throw new Problem('relying_party_asset_elsewhere', detail)
}

async function requireAllowedUsers(
  { db }: Parts,
  organizationKey: string,
  next: RelyingPartySettings,
  held: RelyingPartySettings | undefined,
  environment: Environment,
): Promise<void> {
  const chosen = chosenIn(next)
  const keys = added(chosen?.keys ?? [], held && chosenIn(held)?.keys)
  if (!chosen || keys.length === 0) return
  const select = next.allowedUsers.who === 'roles' ? selectRoleStages : selectGroupStages
  const stages = await select(db, organizationKey, keys)
  const wrong = keys.filter((key) => stages.get(key) !== environment.key)
  if (wrong.length === 0) return
  const detail = `${chosen.field}: ${wrong.join(', ')} is not in the stage ${environment.name}.`
  throw new Problem('relying_party_allowed_users_unknown', detail)
}

async function requireProviders({ db }: Parts, organizationKey: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  const known = await selectIdentityProviderKeys(db, organizationKey, keys)
  const unknown = keys.filter((key) => !known.includes(key))
  if (unknown.length === 0) return
  const detail = `identityProviderKeys: there is no identity provider ${unknown.join(', ')}.`
  throw new Problem('identity_provider_unknown', detail)
}

/** Where real users sign in, whatever listens on a port of somebody's machine gets no codes. Native programs do listen. */
function requireNoLoopback({ type, redirectUris }: RelyingPartySettings, { name, purpose }: Environment): void {
  const local = type === 'native' || purpose !== 'Production' ? undefined : redirectUris.findIndex(isLoopback)
  if (local === undefined || local < 0) return
  requireAddress(`redirectUris[${local}]`, `must be https: ${name} is a stage for production`)
}
