import { Command } from 'commander'
import { connect, type RemoteOptions, talks } from './connection.ts'
import { type ListOptions, listed, pageSize, printList } from './lists.ts'

interface Filters {
  action?: string[]
  entity?: string[]
  since?: string
  to?: string
}

export const auditCommand = (): Command =>
  new Command('audit')
    .description('Who changed what on a server, and when')
    .addHelpText('after', '\nExample:\n  portico audit list')
    .addCommand(list())

const list = (): Command =>
  listed(talks(new Command('list').description('List the entries of the audit trail, newest first')))
    .option('--action <action...>', 'only these actions, such as user.created')
    .option('--entity <key...>', 'only those about the things with these keys')
    .option('--since <time>', 'only those from then on, such as 2026-11-23T15:00:00Z')
    .option('--to <time>', 'only those until then')
    .addHelpText(
      'after',
      '\nExamples:\n  portico audit list --limit 20\n  portico audit list --since 2026-11-01T00:00:00Z --all --json',
    )
    .action((options: RemoteOptions & ListOptions & Filters) =>
      printList(
        connect(options).management.auditEntries.list({
          limit: pageSize(options),
          ...(options.action === undefined ? {} : { action: options.action }),
          ...(options.entity === undefined ? {} : { entityKey: options.entity }),
          ...(options.since === undefined ? {} : { since: options.since }),
          ...(options.to === undefined ? {} : { to: options.to }),
        }),
        options,
        ['TIME', 'WHO', 'ACTION', 'WHAT', 'KEY'],
        (entry) => [entry.occurredAt, entry.actor.name, entry.action, entry.entity.name, entry.entity.key],
      ),
    )
