import { Command } from 'commander'
import { apiClientCommand } from './commands/api-client.ts'
import { keysCommand } from './commands/keys.ts'
import { migrateCommand } from './commands/migrate.ts'
import { organizationCommand } from './commands/organization.ts'
import { startCommand } from './commands/start.ts'
import { usageFailure } from './failures.ts'

/** The whole command line. */
export function buildProgram(): Command {
  const program = new Command('portico')
    .description('A self-hosted identity and access server that speaks the REST API of OutSystems Developer Cloud.')
    .version('0.1.0')
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride(usageFailure)
    .addHelpText(
      'after',
      `
Examples:
  portico start                                        run the server on http://localhost:8080
  portico start --port 9000 --data /var/lib/portico
  portico api-client create --name CI --grant 'Manage users'
  portico api-client list --json

Exit status: 0 done, 1 refused or failed, 2 wrong usage.
Every setting can also be given as an environment variable: see portico start --help.`,
    )

  for (const make of [startCommand, apiClientCommand, organizationCommand, keysCommand, migrateCommand]) {
    program.addCommand(make().copyInheritedSettings(program))
  }
  for (const command of program.commands.flatMap((one) => [one, ...one.commands])) {
    command.exitOverride(usageFailure).showHelpAfterError('(--help shows what there is)')
  }
  return program
}
