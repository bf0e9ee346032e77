import type { Parts } from '../../../db/parts.ts'
import { getKnownCredentials } from '../../api-clients/clients/end-known-credentials.ts'
import { getRunningClientsOf } from '../../api-clients/clients/suspend-created-api-clients.ts'
import { getUserMemberships } from '../../directory/groups/get-user-memberships.ts'
import { getUserApplicationRoles } from '../../directory/users/get-user-application-roles.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { listOrganizationRoleGrants } from '../../members/organization-roles/list-organization-role-grants.ts'
import { listSessionsOfUser } from '../../members/sessions/list-sessions.ts'
import type { OffboardingItem, OffboardingStepName } from './offboarding-schemas.ts'

export type OffboardingItems = Record<OffboardingStepName, OffboardingItem[]>

const all = { limit: 100_000, offset: 0 }
const noPlace = { environmentKey: null, assetKey: null, credential: null }

/** Everything that offboarding would take from the user, step by step */
export async function getOffboardingItems(
  parts: Parts<'clock'>,
  { organizationKey }: Principal,
  user: { key: string; name: string | null; status: string },
): Promise<OffboardingItems> {
  const clients = await getRunningClientsOf(parts, organizationKey, user.key)
  const known = await getKnownCredentials(parts, organizationKey, user.key)
  const memberships = await getUserMemberships(parts, organizationKey, user.key)
  const groups = new Map(memberships.map((group) => [group.key, group]))
  const roles = await getUserApplicationRoles(parts, organizationKey, [user.key], {}, ['Direct'])
  const grants = await listOrganizationRoleGrants(parts, organizationKey, user.key, {}, all)
  const sessions = await listSessionsOfUser(parts, organizationKey, user.key)
  return {
    SuspendApiClients: clients.map(({ key, name }) => ({ key, name, ...noPlace })),
    EndClientCredentials: known.map(({ client, type, hint }) => ({
      ...client,
      ...noPlace,
      credential: { type, hint },
    })),
    RemoveFromGroups: [...groups.values()].map(({ key, name, environmentKey }) => ({
      ...{ key, name, ...noPlace, environmentKey },
    })),
    RevokeApplicationRoles: (roles.get(user.key) ?? []).map(({ key, name, environmentKey, assetKey }) => ({
      ...{ key, name, ...noPlace, environmentKey, assetKey },
    })),
    RevokeOrganizationRoles: grants.results.map(({ key, name, assetKey }) => ({
      ...{ key, name, ...noPlace, assetKey },
    })),
    EndSessions: sessions.map(({ key }) => ({ key, name: null, ...noPlace })),
    Deactivate: user.status === 'Inactive' ? [] : [{ key: user.key, name: user.name, ...noPlace }],
  }
}
