import { Command, Option } from 'commander'
import { addServerOptions, connect, type ServerOptions } from './connect.ts'
import { getAssetKey, getEnvironmentKey } from './get.ts'
import { addListOptions, type ListOptions, pageSize, printList } from './lists.ts'
import { type PlaceNames, placeNamesOf } from './place-names.ts'

type Options = ServerOptions & ListOptions

interface RoleFilters {
  search?: string
  asset?: string
  environment?: string
  organization?: boolean
}

export const rolesCommand = (): Command =>
  new Command('roles').addHelpText('after', '\nExample:\n  portico roles list').addCommand(list())

const list = (): Command =>
  addListOptions(
    addServerOptions(new Command('list').description('List the end-user roles, or the organization roles'), [
      { when: 'end-user roles', calls: ['ApplicationRole_QueryApplicationRoles'] },
      { when: 'a name in --environment', calls: ['Environments_ListEnvironments'] },
      { when: 'a name in --asset', calls: ['AssetRepository_ListAssets'] },
      { when: 'organization roles', calls: ['OrganizationRole_QueryOrganizationRoles'] },
    ]),
  )
    .option('--search <text>', 'only those with this text in their name')
    .option('--asset <asset>', 'only those of this asset, by key or name')
    .option('--environment <stage>', 'only those of this stage, by key or name')
    .addOption(new Option('--organization', 'the organization roles instead').conflicts(['asset', 'environment']))
    .addHelpText(
      'after',
      '\nExamples:\n  portico roles list --environment Test\n  portico roles list --organization --json',
    )
    .action((options: Options & RoleFilters) =>
      options.organization ? listOrganizationRoles(options) : listApplicationRoles(options),
    )

const named = ({ search }: RoleFilters) => (search === undefined ? {} : { nameContains: search })

function listOrganizationRoles(options: Options & RoleFilters): Promise<void> {
  const roles = connect(options).organizationRoles.list({ limit: pageSize(options), ...named(options) })
  return printList(roles, options, ['NAME', 'KEY', 'READ-ONLY', 'PERMISSIONS'], (role) => [
    role.name,
    role.key,
    role.isReadOnly ? 'yes' : 'no',
    String(role.permissions.length),
  ])
}

async function listApplicationRoles(options: Options & RoleFilters): Promise<void> {
  const portico = connect(options)
  const { asset, environment } = options
  const roles = portico.applicationRoles.list({
    limit: pageSize(options),
    ...named(options),
    ...(asset === undefined ? {} : { assetKey: await getAssetKey(portico, asset) }),
    ...(environment === undefined ? {} : { environmentKey: await getEnvironmentKey(portico, environment) }),
  })
  return printList(
    roles,
    options,
    ['NAME', 'KEY', 'ASSET', 'STAGE'],
    (role, names: PlaceNames) => [
      role.name,
      role.key,
      names.asset(role.assetKey),
      names.environment(role.environmentKey),
    ],
    (found) => placeNamesOf(portico, found),
  )
}
