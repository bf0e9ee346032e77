import { Command } from 'commander'
import { connect, type RemoteOptions, talks } from './connection.ts'
import { type ListOptions, listed, pageSize, printList } from './lists.ts'

export const permissionsCommand = (): Command =>
  new Command('permissions')
    .description('The catalogue of permissions of a server')
    .addHelpText('after', '\nExample:\n  portico permissions list')
    .addCommand(list())

const list = (): Command =>
  listed(talks(new Command('list').description('List the permissions')))
    .option('--search <text>', 'only those with this text in their name')
    .addHelpText('after', '\nExample:\n  portico permissions list --search users')
    .action((options: RemoteOptions & ListOptions & { search?: string }) =>
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
