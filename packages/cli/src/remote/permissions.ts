import { Command } from 'commander'
import { addServerOptions, connect, type ServerOptions } from './connect.ts'
import { addListOptions, type ListOptions, pageSize, printList } from './lists.ts'

export const permissionsCommand = (): Command =>
  new Command('permissions').addHelpText('after', '\nExample:\n  portico permissions list').addCommand(list())

const list = (): Command =>
  addListOptions(
    addServerOptions(new Command('list').description('List the permissions'), ['Permission_QueryPermissions']),
  )
    .option('--search <text>', 'only those with this text in their name')
    .addHelpText('after', '\nExample:\n  portico permissions list --search users')
    .action((options: ServerOptions & ListOptions & { search?: string }) =>
      printList(
        connect(options).permissions.list({
          limit: pageSize(options),
          ...(options.search === undefined ? {} : { nameContains: options.search }),
        }),
        options,
        ['CATEGORY', 'NAME', 'SCOPES', 'KEY'],
        (one) => [one.category, one.name, one.allowedScopes.join(', '), one.key],
      ),
    )
