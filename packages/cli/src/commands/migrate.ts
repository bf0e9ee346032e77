import { databaseExists, openDatabase } from '@portico/server/db/database.ts'
import { migrate } from '@portico/server/db/migrate.ts'
import { Command } from 'commander'
import { CommandError } from '../failures.ts'
import { print } from '../print.ts'
import { addSettingsOptions, configFromOptions, databaseSettings } from '../settings-options.ts'

export function migrateCommand(): Command {
  const command = new Command('migrate')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  portico migrate
  PORTICO_DATABASE=postgres://portico:secret@db.example.com/portico portico migrate`,
    )
    .action(async (options: { json?: boolean }) => {
      const config = configFromOptions(options)
      if (!databaseExists(config))
        throw new CommandError(`there is no database in ${config.dataFolder}. Name its folder with --data.`)
      const database = await openDatabase(config)
      try {
        const migrations = await migrate(database)
        print(options.json, { migrations }, () =>
          migrations.length > 0 ? `Applied: ${migrations.join(', ')}` : 'The tables are up to date.',
        )
      } finally {
        await database.close()
      }
    })
  return addSettingsOptions(command, databaseSettings)
}
