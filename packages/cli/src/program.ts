import { Command } from 'commander'
import { io } from './io.ts'
import { suggestChoices } from './suggest-choices.ts'

/**
 * What each command is for, and what makes it. That is imported when the command is called: starting the server loads
 * none of the others, and the list of all of them loads none.
 */
const commands: Record<string, { description: string; load: () => Promise<Command> }> = {
  // These work on this machine's database.
  start: {
    description: 'Run the server. The first start on an empty database fills it.',
    load: async () => (await import('./commands/start.ts')).startCommand(),
  },
  'api-client': {
    description:
      'The machine identities that obtain access tokens. Works on the database directly, also while a server runs.',
    load: async () => (await import('./commands/api-client.ts')).apiClientCommand(),
  },
  'relying-party': {
    description:
      'The sign-in applications, which sign people in by OpenID Connect. Works on the database directly, also while a server runs.',
    load: async () => (await import('./commands/relying-party.ts')).relyingPartyCommand(),
  },
  'registered-api': {
    description:
      'The registered APIs: those of your own, for which access tokens are issued. Works on the database directly, also while a server runs.',
    load: async () => (await import('./commands/registered-api.ts')).registeredApiCommand(),
  },
  organization: {
    description: 'The organizations of this deployment',
    load: async () => (await import('./commands/organization.ts')).organizationCommand(),
  },
  keys: {
    description: 'The keys that tokens are signed with',
    load: async () => (await import('./commands/keys.ts')).keysCommand(),
  },
  'master-key': {
    description: 'The key that the secrets in the database are encrypted under',
    load: async () => (await import('./commands/master-key.ts')).masterKeyCommand(),
  },
  backup: {
    description: 'Write the database into one file, also while a server runs and many write',
    load: async () => (await import('./commands/backup.ts')).backupCommand(),
  },
  restore: {
    description: 'Make a backup the database, after checking it and the master key. The server must not run.',
    load: async () => (await import('./commands/restore.ts')).restoreCommand(),
  },
  migrate: {
    description: 'Update the tables of the database. The server does the same when it starts.',
    load: async () => (await import('./commands/migrate.ts')).migrateCommand(),
  },
  // These talk to a server, through its API.
  login: {
    description: 'Store the credentials of an API client, for the commands that talk to a server',
    load: async () => (await import('./remote/login.ts')).loginCommand(),
  },
  logout: {
    description: 'Forget the credentials of a server. The API client itself stays as it is.',
    load: async () => (await import('./remote/login.ts')).logoutCommand(),
  },
  'rotate-secret': {
    description: 'Make the next secret of the API client that the command runs as, where its settings allow it',
    load: async () => (await import('./remote/rotate-secret.ts')).rotateSecretCommand(),
  },
  users: {
    description: 'The users of a server, through its API',
    load: async () => (await import('./remote/users.ts')).usersCommand(),
  },
  groups: {
    description: 'The groups of end users of a server',
    load: async () => (await import('./remote/groups.ts')).groupsCommand(),
  },
  roles: { description: 'The roles of a server', load: async () => (await import('./remote/roles.ts')).rolesCommand() },
  assets: {
    description: 'The assets of a server, with their revisions and tags',
    load: async () => (await import('./remote/assets.ts')).assetsCommand(),
  },
  permissions: {
    description: 'The catalogue of permissions of a server',
    load: async () => (await import('./remote/permissions.ts')).permissionsCommand(),
  },
  audit: {
    description: 'The audit trail of a server: who changed what, and when',
    load: async () => (await import('./remote/audit.ts')).auditCommand(),
  },
  completion: {
    description: 'Print a script with which a shell completes commands, options and their values',
    load: async () => (await import('./commands/completion.ts')).completionCommand(() => buildProgram()),
  },
}

/**
 * The command line.
 * @param names the commands that can be called; all of them unless given. Of the others it has name and description.
 */
export async function buildProgram(names: readonly string[] = Object.keys(commands)): Promise<Command> {
  const program = new Command('portico')
    // Whether a command takes options is not known before it is loaded.
    .configureHelp({ subcommandTerm: (command) => command.name() })
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

Exit status: 0 done, 1 refused or failed, 2 wrong usage, 3 partly done, 130 an import that Ctrl+C has ended.
Every setting can also be given as an environment variable: see portico start --help.`,
    )

  for (const [name, { description, load }] of Object.entries(commands)) {
    const command = names.includes(name) ? await load() : new Command(name)
    program.addCommand(command.description(description))
  }
  for (const command of [program, ...program.commands.flatMap((one) => [one, ...one.commands])]) {
    for (const taken of [...command.options, ...command.registeredArguments]) suggestChoices(taken)
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
  // commander takes the first word that is no option for a command; after `help`, the second.
  const [first, second] = args.filter((arg) => !arg.startsWith('-'))
  let called: Command | undefined
  try {
    const program = await buildProgram([(first === 'help' ? second : first) ?? ''])
    program.hook('preAction', (_, command) => {
      called = command
    })
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    const { reportFailure } = await import('./failures.ts')
    reportFailure(error, called)
  }
}
