import { resolve } from 'node:path'
import { systemClock } from '@portico/server/config/clock.ts'
import { requireSqlite } from '@portico/server/db/backup-file.ts'
import { type Restored, restoreDatabase } from '@portico/server/modules/set-up/restore/restore-database.ts'
import { Command } from 'commander'
import { io } from '../io.ts'
import { print } from '../print.ts'
import { addSettingsOptions, configFromOptions, databaseSettings } from '../settings-options.ts'

interface RestoreCommandOptions {
  force?: boolean
  json?: boolean
}

export function restoreCommand(): Command {
  const command = new Command('restore')
    .argument('<file>', 'what portico backup has written')
    .option('--force', 'put it in the place of a database that is there, which is kept beside it')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Everybody has to sign in again, and codes and links that were sent by e-mail, other than invitations, end. Run it as the
user that the server runs as, with the master key of the backup in the data folder or in PORTICO_MASTER_KEY. For
PostgreSQL, this prints the commands of PostgreSQL that do the same.

Examples:
  portico restore /backups/portico-monday.db
  portico restore --data /var/lib/portico --force /backups/portico.db`,
    )
    .action(async (name: string, options: RestoreCommandOptions) => {
      const { database, dataFolder } = configFromOptions(options)
      requireSqlite(database, postgresRestore)
      const { env: environment } = io()
      const file = resolve(name)
      const replace = options.force ?? false
      const restored = await restoreDatabase({ clock: systemClock, environment, dataFolder, file, replace })
      print(options.json, { file, ...restored }, () => told(file, dataFolder, restored))
    })
  return addSettingsOptions(command, databaseSettings)
}

const told = (file: string, dataFolder: string, { masterKey, former }: Restored): string =>
  `${file} is the database in ${dataFolder} now; the master key ${masterKey} fits.${former ? `\nThe former one is ${former}.` : ''}
All is as it was then: who was suspended since is not, and a signing key that was replaced since signs again. Everybody
has to sign in again. For the access tokens of programs: portico keys rotate --overlap 0`

const postgresRestore = `the database is PostgreSQL: its own programs restore it, into an empty database, while no server runs.
  pg_restore --exit-on-error --single-transaction --no-owner --dbname="$PORTICO_DATABASE" portico.dump
Then portico master-key check says whether the master key fits.`
