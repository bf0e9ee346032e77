import { resolve } from 'node:path'
import { keyFile } from '@portico/server/config/key-file.ts'
import { requireSqlite } from '@portico/server/db/backup-file.ts'
import { databaseExists } from '@portico/server/db/database.ts'
import { writeSqliteBackup } from '@portico/server/db/write-sqlite-backup.ts'
import { findMissingMasterKey } from '@portico/server/modules/foundation/master-key/require-master-key-of-backup.ts'
import { Command } from 'commander'
import { CommandError } from '../failures.ts'
import { io, printError } from '../io.ts'
import { print } from '../print.ts'
import { addSettingsOptions, configFromOptions, databaseSettings } from '../settings-options.ts'

interface BackupOptions {
  force?: boolean
  json?: boolean
}

export function backupCommand(): Command {
  const command = new Command('backup')
    .argument('<file>', 'the backup, for this user alone; it must not exist yet')
    .option('--force', 'replace a former backup of this name')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
The file gets its name once it is complete and checked. The master key is not in it, and without that key it is worth
nothing: keep the two apart. For PostgreSQL, this prints the commands of PostgreSQL that do the same.

Examples:
  portico backup /backups/portico-monday.db
  portico backup --data /var/lib/portico --force /backups/portico.db`,
    )
    .action(async (name: string, options: BackupOptions) => {
      const config = configFromOptions(options)
      const { dataFolder } = config
      requireSqlite(config.database, postgresBackup)
      if (!databaseExists(config))
        throw new CommandError(`there is no database in ${dataFolder}. Name its folder with --data.`)
      const file = resolve(name)
      const facts = writeSqliteBackup(dataFolder, file, { replace: options.force ?? false })
      const { env } = io()
      const missing = await findMissingMasterKey(facts, dataFolder, env)
      if (missing) printError(`Warning: the backup needs the master key ${missing}, which is not known here.`)
      print(options.json, { file, ...facts }, () => {
        const key = env.PORTICO_MASTER_KEY === undefined ? keyFile(dataFolder) : 'the value of PORTICO_MASTER_KEY'
        const keys = facts.nextMasterKey ? `${facts.masterKey} and ${facts.nextMasterKey}` : facts.masterKey
        return `${file}: ${(facts.bytes / 1e6).toFixed(1)} MB, complete and checked.
It opens with the master key ${keys} alone, which is not in it: keep ${key} as well, in another place.`
      })
    })
  return addSettingsOptions(command, databaseSettings)
}

const postgresBackup = `the database is PostgreSQL: its own programs back it up while servers run, and keep the master key (PORTICO_MASTER_KEY or master.key) as well, in another place.
  pg_dump --format=custom --file=portico.dump "$PORTICO_DATABASE"`
