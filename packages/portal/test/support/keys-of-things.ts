import { listAssets } from '@portico/server/modules/applications/assets/list-assets.ts'
import { listGroups } from '@portico/server/modules/directory/groups/list-groups.ts'
import { listIdentityProviders } from '@portico/server/modules/directory/identity-providers/list-identity-providers.ts'
import { listUsers } from '@portico/server/modules/directory/users/list-users.ts'
import { listOrganizationRoles } from '@portico/server/modules/members/organization-roles/list-organization-roles.ts'
import { createRegisteredApi } from '@portico/server/modules/relying-parties/registered-apis/create-registered-api.ts'
import { createRelyingParty } from '@portico/server/modules/relying-parties/registrations/create-relying-party.ts'
import { listApiClients } from '../../../server/src/modules/api-clients/clients/list-api-clients.ts'
import type { TestPortal } from './portal.ts'

async function applicationOf({ server: { context, system } }: TestPortal): Promise<string> {
  const redirectUris = ['https://app.example.com/callback']
  return (await createRelyingParty(context, system, { name: 'Shop', type: 'web', redirectUris })).key
}

async function apiOf({ server: { context, system } }: TestPortal): Promise<string> {
  const api = { name: 'Orders', audience: 'https://orders.example.com', scopes: [{ name: 'orders:read' }] }
  return (await createRegisteredApi(context, system, api)).key
}

/** The key of a thing of each kind that has a page, by the path of their list */
export async function keysOfThings(portal: TestPortal): Promise<Record<string, string>> {
  const { context, system } = portal.server
  const first = async (list: Promise<{ results: { key: string }[] }>): Promise<string> =>
    (await list).results[0]?.key ?? ''
  return {
    '/api-clients': await first(listApiClients(context, system, {})),
    '/users': await first(listUsers(context, system, {})),
    '/groups': await first(listGroups(context, system, {})),
    '/organization-roles': await first(listOrganizationRoles(context, system, {})),
    '/identity-providers': await first(listIdentityProviders(context, system, {})),
    '/sign-in-applications': await applicationOf(portal),
    '/registered-apis': await apiOf(portal),
    '/assets': await first(listAssets(context, system, {})),
  }
}
