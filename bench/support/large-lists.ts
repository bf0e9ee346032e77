import type { Parts } from '../../packages/server/src/db/parts.ts'
import { listApiClients } from '../../packages/server/src/modules/api-clients/clients/list-api-clients.ts'
import { listApplicationRoles } from '../../packages/server/src/modules/applications/application-roles/list-application-roles.ts'
import { listAssets } from '../../packages/server/src/modules/applications/assets/list-assets.ts'
import { listDeployedAssets } from '../../packages/server/src/modules/applications/assets/list-deployed-assets.ts'
import { listGroups } from '../../packages/server/src/modules/directory/groups/list-groups.ts'
import { listAuditEntries } from '../../packages/server/src/modules/foundation/audit/list-audit-entries.ts'
import { listOrganizationRoles } from '../../packages/server/src/modules/members/organization-roles/list-organization-roles.ts'
import { type LargeOrganization, sizes } from './large-organization.ts'

type Query = Record<string, unknown>
interface MeasuredList {
  name: string
  /** Two filters together, which may take longer */
  isPair: boolean
  list(parts: Parts<'clock'>): Promise<{ page: { totalResults: number } }>
}

const excludes = (one: Query, two: Query): boolean =>
  Object.keys(two).some(
    (field) =>
      field in one || (field.startsWith('environmentKey') && ('environmentKey' in one || 'environmentKeys' in one)),
  )

/** Every filter, every pair of filters, every order, at the beginning and in the middle */
export function largeLists({ principal, environments, portfolio, provider, keys }: LargeOrganization): MeasuredList[] {
  const [stage = '', other = ''] = environments
  const [asset = ''] = keys('asset', 100)
  const trailTime = (part: number): string =>
    new Date(
      Date.UTC(2026, 0, 1) + part * sizes.auditEntries * Math.floor(25_000_000 / sizes.auditEntries) * 1000,
    ).toISOString()
  const lists: [string, (parts: Parts<'clock'>, query: never) => Promise<unknown>, string[], Query[]][] = [
    [
      'groups',
      (parts, query) => listGroups(parts, principal, query),
      [],
      [
        { nameContains: '0123' },
        { nameContains: 'group' },
        { nameContains: 'none such' },
        { environmentKey: stage },
        { environmentKeys: [stage, other] },
        { portfolioKeys: [portfolio] },
        { identityProviderKey: provider },
      ],
    ],
    [
      'application-roles',
      (parts, query) => listApplicationRoles(parts, principal, query),
      ['name', '-name', 'environmentKey', 'assetKey', '-assetKey'],
      [
        { nameContains: '0123' },
        { nameContains: 'role' },
        { nameContains: 'none such' },
        { environmentKey: stage },
        { environmentKeys: [stage, other] },
        { portfolioKeys: [portfolio] },
        { assetKey: asset },
      ],
    ],
    [
      'organization-roles',
      (parts, query) => listOrganizationRoles(parts, principal, query),
      ['name', '-name'],
      [{ nameContains: '0123' }, { nameContains: 'role' }, { nameContains: 'none such' }],
    ],
    [
      'assets',
      (parts, query) => listAssets(parts, principal, query),
      ['name', '-name', 'createdAt', '-type'],
      [
        { nameContains: '0123' },
        { nameContains: 'asset' },
        { nameContains: 'none such' },
        { portfolioKey: portfolio },
        { type: ['Workflow'] },
        { type: ['WebApplication', 'Workflow'] },
      ],
    ],
    [
      'deployed-assets',
      (parts, query) => listDeployedAssets(parts, principal, query),
      ['name', '-type', `-deployments[${stage}].deploymentDateTime`],
      [
        { nameContains: '0123' },
        { nameContains: 'asset' },
        { portfolioKey: portfolio },
        { environmentKey: stage },
        { permissionFilter: 'AppDebug' },
        { type: ['Workflow'] },
      ],
    ],
    [
      'api-clients',
      (parts, query) => listApiClients(parts, principal, query),
      ['name', '-name', 'createdAt', '-lastUsedAt', 'lastUsedAt', 'secretExpiresAt'],
      [
        { nameContains: '0123' },
        { nameContains: 'client' },
        { nameContains: 'none such' },
        { status: 'Suspended' },
        { status: 'Expired' },
        { status: 'NeedsAttention' },
        { status: 'Available' },
      ],
    ],
    [
      'audit',
      (parts, query) => listAuditEntries(parts, principal, query),
      ['-occurredAt', 'occurredAt'],
      [
        { action: ['user.created'] },
        { action: ['asset.deployed'] },
        { action: ['user.signed-in', 'group.updated'] },
        { entityType: ['user'] },
        { entityType: ['asset'] },
        { entityKey: keys('user', 17) },
        { entityKey: keys('role', 17) },
        { actorType: ['system'] },
        { actorType: ['user'] },
        { actorType: ['anonymous'] },
        { actorKey: keys('user', 17) },
        { actorKey: keys('client', 7) },
        { actorKey: keys('client', 8) },
        { environmentKey: [stage] },
        { result: ['Failure'] },
        { result: ['Success'] },
        { roleKey: keys('role', 18) },
        { grouped: true },
        { partOf: keys('entry', 7) },
        { subjectKey: keys('user', 17) },
        { search: 'person 0000017' },
        { search: 'person 00000' },
        { since: trailTime(0.3) },
        { to: trailTime(0.6) },
        { since: trailTime(0.9999) },
      ],
    ],
  ]
  return lists.flatMap(([name, operation, sorts, filters]) => {
    const pairs = filters.flatMap((one, index) =>
      filters.slice(index + 1).flatMap((two) => (excludes(one, two) ? [] : [{ ...one, ...two }])),
    )
    const size = { groups: sizes.groups, audit: sizes.auditEntries }[name] ?? 20_000
    const queries = [
      ...[...new Set([...sorts, undefined])].flatMap((sort) =>
        [0, 0.5, 0.99].map((part) => ({ ...(sort && { sort }), offset: Math.floor(size * part) })),
      ),
      ...filters.flatMap((filter) => [
        filter,
        { ...filter, offset: Math.floor(size / 20) },
        ...sorts.slice(1).map((sort) => ({ ...filter, sort })),
      ]),
      ...pairs.flatMap((pair) => [pair, ...sorts.slice(1, 2).map((sort) => ({ ...pair, sort, offset: 1_000 }))]),
    ].map((query) => ({ limit: 100, ...query }))
    return queries.map((query) => ({
      name: `${name} ${JSON.stringify({ ...query, limit: undefined })}`,
      isPair: Object.keys(query).filter((field) => !['limit', 'offset', 'sort'].includes(field)).length > 1,
      list: (parts: Parts<'clock'>) => operation(parts, query as never) as ReturnType<MeasuredList['list']>,
    }))
  })
}
