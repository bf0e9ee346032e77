import assert from 'node:assert/strict'
import { permissions } from '../packages/server/src/modules/foundation/permissions/permission-catalogue.ts'
import { type Directory, fillDirectory } from './support/directory.ts'
import { accessToken, prepareData } from './support/prepare.ts'
import { startPortico } from './support/processes.ts'
import { inTurn, type Latencies, onSchedule } from './support/schedule.ts'

const target = 20
const perSecond = 50
const apis = { identity: '/api/identity/v1', portfolios: '/api/portfolios/v2', management: '/api/management/v1' }

let directory: Directory | undefined
const prepared = await prepareData(0, {
  permissions: permissions.map(({ key }) => ({ permissionKey: key })),
  fill: async (context, organizationKey) => {
    directory = await fillDirectory(context, organizationKey)
  },
})
assert(directory)
const { users, groups, roles, organizationRoles, environments, asset, largeGroup, largeRole } = directory
const portico = await startPortico(prepared.dataFolder)
const headers = { authorization: `Bearer ${await accessToken(portico.url, prepared)}` }

/** Which keys an operation's path is asked with, in turn. */
const keysOf: Record<string, string[]> = {
  users,
  groups,
  'application-roles': roles,
  'organization-roles': organizationRoles,
}

/** All operations that answer a list, as the server itself describes them: none can be forgotten. */
async function listOperations(): Promise<[name: string, urls: string[]][]> {
  const found: [string, string[]][] = []
  for (const prefix of Object.values(apis)) {
    const { paths } = (await (await fetch(`${portico.url}${prefix}/openapi.json`)).json()) as {
      paths: Record<string, { get?: { responses: { 200: { content?: Record<string, { schema: Schema }> } } } }>
    }
    for (const [path, { get }] of Object.entries(paths)) {
      if (!get?.responses[200].content?.['application/json']?.schema.properties?.results) continue
      const keys = path.includes('{key}') ? keysOf[path.split('/')[1] ?? ''] : ['']
      assert(keys, `${path} needs keys`)
      found.push([`${prefix.split('/')[2]} ${path}`, keys.map((key) => `${prefix}${path.replace('{key}', key)}`)])
    }
  }
  return found
}
interface Schema {
  properties?: Record<string, unknown>
}

const environment = environments[0] ?? ''
const ofUsers = `${apis.identity}/users?limit=10`
/** What costs more than a plain list, each for a reason that bench/README.md names. */
const costly: [name: string, url: string][] = [
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

type Row = Latencies & { name: string }
async function measure(requests: [string, string[]][], seconds: number): Promise<Row[]> {
  const rows: Row[] = []
  for (const [name, paths] of requests) {
    const urls = paths.map((path) => `${portico.url}${path}`)
    rows.push({ name, ...(await onSchedule(urls, headers, { perSecond, seconds })) })
  }
  return rows
}

const line = ({ name, p50, p99, most }: Row): string =>
  `| ${name} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${most.toFixed(1)} | ${p99 < target ? 'yes' : 'no'} |`
const head = `| operation | p50 ms | p99 ms | slowest ms | p99 under ${target} ms |\n|---|---|---|---|---|`

const seconds = Number(process.env.BENCH_SECONDS ?? 10)
const plain = await measure(await listOperations(), seconds)
console.log(`lists with their default parameters, ${perSecond} requests/s for ${seconds} s each\n${head}`)
console.log(plain.map(line).join('\n'))
const slowest = plain.toSorted((a, b) => b.p99 - a.p99).slice(0, 3)
console.log(`slowest: ${slowest.map(({ name, p99 }) => `${name} (${p99.toFixed(1)} ms)`).join(', ')}`)

const filtered: Row[] = []
for (const [name, path] of costly) filtered.push({ name, ...(await inTurn(`${portico.url}${path}`, headers, 20)) })
console.log(`\nfilters and large lists, 20 requests each, one after another\n${head}`)
console.log(filtered.map(line).join('\n'))
await portico.stop()
