import assert from 'node:assert/strict'
import { permissions } from '../../packages/server/src/modules/foundation/permissions/permission-catalogue.ts'
import { withoutReferences } from '../../packages/testing/src/references.ts'
import { type Directory, fillDirectory } from './directory.ts'
import { accessToken, prepareData } from './prepare.ts'
import { startPortico } from './processes.ts'

const apis = {
  identity: '/api/identity/v1',
  portfolios: '/api/portfolios/v2',
  management: '/api/management/v1',
  assets: '/api/asset-repository/v1',
}

/** Paths with a name, each with the keys that it is asked with in turn. */
export type NamedPaths = [name: string, paths: string[]]

/** A server on the directory of 100,000 users, and an API client that may do everything. */
export async function startFullServer(options: string[] = []) {
  let directory: Directory | undefined
  const prepared = await prepareData(0, {
    permissions: permissions.map(({ key }) => ({ permissionKey: key })),
    fill: async (context, organizationKey) => {
      directory = await fillDirectory(context, organizationKey)
    },
  })
  assert(directory)
  const portico = await startPortico(prepared.dataFolder, options)
  const headers = { authorization: `Bearer ${await accessToken(portico.url, prepared)}` }
  const things = await createThings(portico.url, headers, directory)
  const lists = await listPaths(portico.url, directory, things)
  return { prepared, portico, headers, lists, costly: costlyPaths(directory) }
}

/** One of each kind of things that the directory lacks and that have lists of their own. @returns keys, by collections */
async function createThings(url: string, authorization: Record<string, string>, { users }: Directory) {
  const headers = { ...authorization, 'content-type': 'application/json' }
  const create = async (collection: string, body: object): Promise<string[]> => {
    const answer = await fetch(`${url}${apis.management}/${collection}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    assert(answer.ok, `${collection}: ${answer.status} ${text}`)
    return [(JSON.parse(text) as { key: string }).key]
  }
  return {
    'bulk-changes': await create('bulk-changes', { action: 'Activate', userKeys: users.slice(0, 100) }),
    'registered-apis': await create('registered-apis', {
      name: 'Orders',
      audience: 'https://orders.example.com',
      scopes: [{ name: 'read' }],
    }),
    'relying-parties': await create('relying-parties', {
      name: 'Shop',
      type: 'web',
      redirectUris: ['https://shop.example.com/callback'],
    }),
    'api-clients': await create('api-clients', { name: 'Lists', permissions: [] }),
  }
}

interface Document {
  paths: Record<string, { get?: { responses: { 200: { content?: Record<string, { schema: Schema }> } } } }>
}
interface Schema {
  properties?: Record<string, unknown>
}

/** All operations that answer a list, as the server itself describes them: none can be forgotten. */
async function listPaths(url: string, directory: Directory, things: Record<string, string[]>): Promise<NamedPaths[]> {
  const { users, groups, roles, organizationRoles, asset } = directory
  const keysOf: Record<string, string[]> = {
    users,
    groups,
    'application-roles': roles,
    'organization-roles': organizationRoles,
    assets: [asset],
    ...things,
  }
  const found: NamedPaths[] = []
  for (const prefix of Object.values(apis)) {
    const document = (await (await fetch(`${url}${prefix}/openapi.json`)).json()) as Document
    const { paths } = withoutReferences(document)
    for (const [path, { get }] of Object.entries(paths)) {
      if (!get?.responses[200].content?.['application/json']?.schema.properties?.results) continue
      const keys = path.includes('{') ? keysOf[path.split('/')[1] ?? ''] : ['']
      assert(keys, `${path} needs keys`)
      const filled = keys.map((key) => `${prefix}${path.replace(/\{\w+\}/, key)}`)
      found.push([`${prefix.split('/')[2]} ${path}`, filled])
    }
  }
  assert(found.length >= 20, `only ${found.length} lists`)
  return found
}

/** What costs more than a plain list, each for a reason that bench/README.md names. */
function costlyPaths({ environments, asset, largeGroup, largeRole }: Directory): [name: string, path: string][] {
  const environment = environments[0] ?? ''
  const ofUsers = `${apis.identity}/users?limit=10`
  return [
    ['users, the middle page', `${ofUsers}&offset=50000`],
    ['users?sort=-lastLoginAt', `${ofUsers}&sort=-lastLoginAt`],
    ['users?status=Active', `${ofUsers}&status=Active`],
    ['users?domains=…', `${ofUsers}&domains=example7.com`],
    ['users?hasOrganizationRoles=true', `${ofUsers}&hasOrganizationRoles=true`],
    ['users?hasApplicationRoles=true', `${ofUsers}&hasApplicationRoles=true`],
    [
      'users?hasApplicationRoles=true&environmentKey',
      `${ofUsers}&hasApplicationRoles=true&environmentKey=${environment}`,
    ],
    ['users?assetKey', `${ofUsers}&assetKey=${asset}`],
    ['users?loggedInEnvironmentKeys', `${ofUsers}&loggedInEnvironmentKeys=${environment}`],
    ['users?nameOrEmailContains, 10 found', `${ofUsers}&nameOrEmailContains=001234`],
    ['users?nameOrEmailContains, all found', `${ofUsers}&nameOrEmailContains=user`],
    ['users?nameOrEmailOrUsernameContains', `${ofUsers}&nameOrEmailOrUsernameContains=001234`],
    ['groups?nameContains', `${apis.identity}/groups?nameContains=0123`],
    ['groups?environmentKey', `${apis.identity}/groups?environmentKey=${environment}`],
    ['users of a group of 20,000', `${apis.identity}/groups/${largeGroup}/users`],
    ['users of a role of 20,000', `${apis.identity}/application-roles/${largeRole}/users`],
    ['audit-entries?action', `${apis.management}/audit-entries?action=user.updated`],
  ]
}
