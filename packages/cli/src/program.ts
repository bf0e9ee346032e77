import { Command } from 'commander'
import { io } from './io.ts'

/** What makes each command. Imported when it is needed: starting the server loads none of the others. */
const commands: Record<string, () => Promise<Command>> = {
  // These work on this machine's database.
  start: async () => (await import('./commands/start.ts')).startCommand(),
  'api-client': async () => (await import('./commands/api-client.ts')).apiClientCommand(),
  organization: async () => (await import('./commands/organization.ts')).organizationCommand(),
  keys: async () => (await import('./commands/keys.ts')).keysCommand(),
  'master-key': async () => (await import('./commands/master-key.ts')).masterKeyCommand(),
  backup: async () => (await import('./commands/backup.ts')).backupCommand(),
  restore: async () => (await import('./commands/restore.ts')).restoreCommand(),
  migrate: async () => (await import('./commands/migrate.ts')).migrateCommand(),
  // These talk to a server, through its API.
  login: async () => (await import('./remote/login.ts')).loginCommand(),
  logout: async () => (await import('./remote/login.ts')).logoutCommand(),
  'rotate-secret': async () => (await import('./remote/rotate-secret.ts')).rotateSecretCommand(),
  users: async () => (await import('./remote/users.ts')).usersCommand(),
  groups: async () => (await import('./remote/groups.ts')).groupsCommand(),
  roles: async () => (await import('./remote/roles.ts')).rolesCommand(),
  assets: async () => (await import('./remote/assets.ts')).assetsCommand(),
  permissions: async () => (await import('./remote/permissions.ts')).permissionsCommand(),
  audit: async () => (await import('./remote/audit.ts')).auditCommand(),
  completion: async () => (await import('./commands/completion.ts')).completionCommand(() => buildProgram()),
}

/**
 * The command line.
 * @param names the commands that it knows; all of them unless given
 */
export async function buildProgram(names: readonly string[] = Object.keys(commands)): Promise<Command> {
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
  portico completion bash                              print what makes bash complete all of this

The commands start to migrate work on the database of this machine; login to audit call a server through its API.

Exit status: 0 done, 1 refused or failed, 2 wrong usage, 3 partly done.
Every setting can also be given as an environment variable: see portico start --help.`,
    )

  for (const name of names) {
    const command = await commands[name]?.()
    if (command) program.addCommand(command.copyInheritedSettings(program))
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
export async function runProgram(args: readonly string[]): Promise<void> {
  const [name = ''] = args
  try {
    const program = await buildProgram(Object.hasOwn(commands, name) ? [name] : undefined)
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    const { reportFailure } = await import('./failures.ts')
    reportFailure(error)
  }
}
