import type { Parts } from '../../../db/parts.ts'
import { getCredentialsOfOthers } from '../../api-clients/clients/end-known-credentials.ts'
import { type CreatedClients, getCreatedClients } from '../../api-clients/clients/get-created-clients.ts'
import { getUserMemberships } from '../../directory/groups/get-user-memberships.ts'
import { getUserApplicationRoles } from '../../directory/users/get-user-application-roles.ts'
import { getKnownCredentials, type KnownCredential } from '../../foundation/client-secrets/get-known-credentials.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { listOrganizationRoleGrants } from '../../members/organization-roles/list-organization-role-grants.ts'
import { listSessionsOfUser } from '../../members/sessions/list-sessions.ts'
import { relyingPartyKind } from '../../relying-parties/registrations/relying-party-kind.ts'
import type { OffboardingItem, OffboardingStepName } from './offboarding-schemas.ts'

export interface OffboardingItems {
  /** What each step takes, as it is shown */
  items: Record<OffboardingStepName, OffboardingItem[]>
  created: CreatedClients
  ofClients: KnownCredential[]
  ofApplications: KnownCredential[]
  memberships: Awaited<ReturnType<typeof getUserMemberships>>
}

const all = { limit: 100_000, offset: 0 }
const noPlace = { environmentKey: null, assetKey: null, credential: null }

const credentialItem = ({ client, type, hint }: KnownCredential): OffboardingItem => ({
  ...client,
  ...noPlace,
  credential: { type, hint },
})

/** Everything that offboarding would take from the user, step by step */
export async function getOffboardingItems(
  parts: Parts<'clock'>,
  { organizationKey }: Principal,
  user: { key: string; name: string | null; status: string },
): Promise<OffboardingItems> {
  const created = await getCreatedClients(parts, organizationKey, user.key)
  const ofClients = await getCredentialsOfOthers(parts, organizationKey, created)
  // Also of applications that they have registered: these go on, for everybody else.
  const ofApplications = await getKnownCredentials(parts, relyingPartyKind, organizationKey, created)
  const memberships = await getUserMemberships(parts, organizationKey, user.key)
  const groups = new Map(memberships.map((group) => [group.key, group]))
  const roles = await getUserApplicationRoles(parts, organizationKey, [user.key], {}, ['Direct'])
  const grants = await listOrganizationRoleGrants(parts, organizationKey, user.key, {}, all)
  const sessions = await listSessionsOfUser(parts, organizationKey, user.key)
  const items: OffboardingItems['items'] = {
    SuspendApiClients: created.running.map(({ key, name }) => ({ key, name, ...noPlace })),
    EndClientCredentials: ofClients.map(credentialItem),
    EndApplicationCredentials: ofApplications.map(credentialItem),
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
  return { items, created, ofClients, ofApplications, memberships }
}
