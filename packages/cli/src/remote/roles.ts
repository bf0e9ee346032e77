import { Command } from 'commander'
import { connect, type RemoteOptions, talks } from './connection.ts'
import { type ListOptions, listed, pageSize, printList } from './lists.ts'

interface RoleFilters {
  search?: string
  asset?: string
  environment?: string
}

export const rolesCommand = (): Command =>
  new Command('roles').description('The application roles of a server: what end users may do').addCommand(list())

const list = (): Command =>
  listed(talks(new Command('list').description('List the application roles that the API client may see')))
    .option('--search <text>', 'only those with this text in their name')
    .option('--asset <key>', 'only those of this asset')
    .option('--environment <key>', 'only those of this environment')
    .addHelpText('after', '\nExamples:\n  portico roles list\n  portico roles list --search approver --json')
    .action((options: RemoteOptions & ListOptions & RoleFilters) =>
      printList(
        connect(options).applicationRoles.list({
          limit: pageSize(options),
          ...(options.search === undefined ? {} : { nameContains: options.search }),
          ...(options.asset === undefined ? {} : { assetKey: options.asset }),
          ...(options.environment === undefined ? {} : { environmentKey: options.environment }),
        }),
        options,
        ['NAME', 'KEY', 'ASSET', 'ENVIRONMENT'],
        (role) => [role.name, role.key, role.assetKey, role.environmentKey],
      ),
    )
