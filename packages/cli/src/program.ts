import { Command } from 'commander'
import { apiClientCommand } from './commands/api-client.ts'
import { keysCommand } from './commands/keys.ts'
import { migrateCommand } from './commands/migrate.ts'
import { organizationCommand } from './commands/organization.ts'
import { startCommand } from './commands/start.ts'
import { reportFailure } from './failures.ts'
import { io } from './io.ts'
import { auditCommand } from './remote/audit.ts'
import { groupsCommand } from './remote/groups.ts'
import { loginCommand, logoutCommand } from './remote/login.ts'
import { permissionsCommand } from './remote/permissions.ts'
import { rolesCommand } from './remote/roles.ts'
import { usersCommand } from './remote/users.ts'

/** Work on this machine's database. */
const local = [startCommand, apiClientCommand, organizationCommand, keysCommand, migrateCommand]
/** Talk to a server, through its API. */
const remote = [
  loginCommand,
  logoutCommand,
  usersCommand,
  groupsCommand,
  rolesCommand,
  permissionsCommand,
  auditCommand,
]

/** The whole command line. */
export function buildProgram(): Command {
  const program = new Command('portico')
    .description('A self-hosted identity and access server that speaks the REST API of OutSystems Developer Cloud.')
    .version('0.1.0')
    .addHelpText(
      'after',
      `
Examples:
  portico start                                        run the server on http://localhost:8080
  portico start --port 9000 --data /var/lib/portico
  portico api-client create --name CI --grant 'Manage users'
  portico api-client list --json
  portico login --url http://localhost:8080 --client-id <id>
  portico users import people.csv

The commands start to migrate work on the database of this machine; login to audit call a server through its API.

Exit status: 0 done, 1 refused or failed, 2 wrong usage, 3 partly done.
Every setting can also be given as an environment variable: see portico start --help.`,
    )

  for (const make of [...local, ...remote]) {
    program.addCommand(make().copyInheritedSettings(program))
  }
  for (const command of [program, ...program.commands.flatMap((one) => [one, ...one.commands])]) {
    command
      .exitOverride()
      .showHelpAfterError('(--help lists the commands and options)')
      .configureOutput({
        writeOut: (text) => io().stdout.write(text),
        writeErr: (text) => io().stderr.write(text),
      })
  }
  return program
}

/** Runs one command line to its end, and leaves its exit status as the process's exit code. */
export const runProgram = (args: readonly string[]): Promise<unknown> =>
  buildProgram().parseAsync(args, { from: 'user' }).catch(reportFailure)
