import type { AuditEntriesQuery, AuditEntry } from '@portico/sdk'
import { operationFacts } from '@portico/sdk/generated/operation-facts.ts'
import { Command, Option } from 'commander'
import { withOnlyWords } from '../with-words.ts'
import { addServerOptions, connect, type ServerOptions } from './connect.ts'
import { addListOptions, type ListOptions, pageSize, printList } from './lists.ts'

const { words } = operationFacts.AuditEntry_List

interface Filters {
  action?: NonNullable<AuditEntriesQuery['action']>
  entity?: string[]
  result?: string
  since?: string
  to?: string
}

export const auditCommand = (): Command =>
  new Command('audit').addHelpText('after', '\nExample:\n  portico audit list').addCommand(list())

const list = (): Command =>
  addListOptions(
    addServerOptions(new Command('list').description('List the entries of the audit trail, newest first'), [
      'AuditEntry_List',
    ]),
  )
    .addOption(
      withOnlyWords(new Option('--action <action...>', 'only these actions, such as user.created'), words.action),
    )
    .option('--entity <key...>', 'only entries about objects with these keys')
    .addOption(new Option('--result <result>', 'only what succeeded, or what failed').choices(words.result))
    .option('--since <time>', 'only entries from this time on, such as 2026-11-23T15:00:00Z')
    .option('--to <time>', 'only entries until this time')
    .addHelpText(
      'after',
      '\nExamples:\n  portico audit list --limit 20\n  portico audit list --since 2026-11-01T00:00:00Z --all --json',
    )
    .action((options: ServerOptions & ListOptions & Filters) =>
      printList(
        connect(options).management.auditEntries.list({
          limit: pageSize(options),
          ...(options.action === undefined ? {} : { action: options.action }),
          ...(options.entity === undefined ? {} : { entityKey: options.entity }),
          ...(options.result === undefined ? {} : { result: [options.result as 'Success' | 'Failure'] }),
          ...(options.since === undefined ? {} : { since: options.since }),
          ...(options.to === undefined ? {} : { to: options.to }),
        }),
        options,
        ['TIME', 'WHO', 'ACTION', 'RESULT', 'WHAT', 'KEY'],
        (entry) => [
          entry.occurredAt,
          entry.actor.name,
          entry.action,
          resultOf(entry),
          entry.entity.name,
          entry.entity.key,
        ],
      ),
    )

/** With how often it failed, where that was more than once */
const resultOf = ({ result, occurrences }: AuditEntry): string =>
  occurrences > 1 ? `${result} x${occurrences}` : result
