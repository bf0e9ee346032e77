import type { Parts } from '../../src/db/parts.ts'
import { assetTypes } from '../../src/db/schema/asset-types.ts'
import { listApiClients } from '../../src/modules/api-clients/clients/list-api-clients.ts'
import {
  listApplicationRoles,
  readApplicationRolePage,
} from '../../src/modules/applications/application-roles/list-application-roles.ts'
import { listAssets } from '../../src/modules/applications/assets/list-assets.ts'
import { listDeployedAssets } from '../../src/modules/applications/assets/list-deployed-assets.ts'
import { listGroups } from '../../src/modules/directory/groups/list-groups.ts'
import { readGroupPage } from '../../src/modules/directory/groups/read-group-page.ts'
import type { Principal } from '../../src/modules/foundation/permissions/principal.ts'
import type { Random } from '../user-index/random.ts'
import { type ListWorld, texts } from './list-world.ts'

interface AskedList {
  name: string
  list(parts: Parts<'clock'>): Promise<unknown>
}

const statuses = ['Suspended', 'Expired', 'NeedsAttention', 'Available'] as const

/** One of the lists that have an index, by random filters in a random order, as somebody who sees all or some of it */
export function randomList(random: Random, world: ListWorld): AskedList {
  const { directory, environmentKeys, portfolioKey } = { ...world, portfolioKey: world.directory.portfolioKey }
  const maybe = <T>(field: string, value: () => T): Record<string, T> => (random.oneIn(3) ? { [field]: value() } : {})
  const name = () => maybe('nameContains', () => random.pick([...texts, 'team', 'role', 'no such name']))
  const some = random.some(environmentKeys, 3)
  const principal: Principal = random.oneIn(2)
    ? directory.administrator
    : directory.principal(
        ['End-user management > View end users', new Set(some)],
        ['End-user management > Manage end-user groups', new Set(some)],
        ['Portfolio management > View stage', new Set(some)],
      )
  const environments = () =>
    random.oneIn(2)
      ? maybe('environmentKey', () => random.pick(environmentKeys))
      : maybe('environmentKeys', () => [random.pick(environmentKeys), random.pick(environmentKeys)])
  const portfolios = () => maybe('portfolioKeys', () => [random.pick([portfolioKey, directory.organizationKey])])
  const page = { limit: 1 + random.below(6), offset: random.below(8) }
  const order = (...fields: string[]) => maybe('sort', () => `${random.pick(['', '-'])}${random.pick(fields)}`)
  const asked = (
    operation: (parts: Parts<'clock'>, principal: Principal, query: never) => Promise<unknown>,
    query: Record<string, unknown>,
  ): AskedList => ({
    name: `${operation.name} ${JSON.stringify(query)}`,
    list: (parts) => operation(parts, principal, query as never),
  })
  const organizationKey = directory.organizationKey
  const groupKey = random.pick(world.groupKeys)
  return random.pick([
    () =>
      asked(listGroups, {
        ...{ ...page, ...name(), ...environments(), ...portfolios() },
        ...maybe('identityProviderKey', () => random.pick(world.providerKeys)),
        ...maybe('assetKey', () => random.pick(world.assetKeys)),
      }),
    () => ({
      name: 'groups of a user',
      list: (parts) => readGroupPage(parts, organizationKey, { member: { userKey: world.userKey } }, page),
    }),
    () => ({
      name: 'roles of a group',
      list: (parts) =>
        readApplicationRolePage(
          parts,
          organizationKey,
          { groupKey },
          { ...page, sort: { field: 'name', descending: false } },
        ),
    }),
    () =>
      asked(listApplicationRoles, {
        ...{ ...page, ...name(), ...environments(), ...portfolios() },
        ...maybe('assetKey', () => random.pick(world.assetKeys)),
        ...maybe('key', () => random.pick(world.roleKeys)),
        ...order('name', 'environmentKey', 'assetKey'),
      }),
    () =>
      asked(listAssets, {
        ...{ ...page, ...name(), ...maybe('type', () => [random.pick(assetTypes), random.pick(assetTypes)]) },
        ...maybe('portfolioKey', () => portfolioKey),
        ...order('name', 'type', 'createdAt'),
      }),
    () =>
      asked(listDeployedAssets, {
        ...{ ...page, ...name(), ...maybe('environmentKey', () => random.pick(environmentKeys)) },
        ...maybe('type', () => [random.pick(assetTypes)]),
        ...maybe('key', () => [random.pick(world.assetKeys), random.pick(world.assetKeys)].join(',')),
        ...maybe('sort', () =>
          random
            .some(
              ['name', 'type', ...environmentKeys.map((key) => `deployments[${key}].deploymentDateTime`)].map(
                (field) => `${random.pick(['', '-'])}${field}`,
              ),
              3,
            )
            .concat('name')
            .join(','),
        ),
      }),
    () =>
      asked(listApiClients, {
        ...{ ...page, ...name(), ...maybe('status', () => random.pick(statuses)) },
        ...order('name', 'createdAt', 'lastUsedAt', 'secretExpiresAt'),
      }),
  ])()
}
