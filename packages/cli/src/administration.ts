import { createLog } from '@portico/server/config/log.ts'
import { type Context, openContext } from '@portico/server/context.ts'
import { databaseExists } from '@portico/server/db/database.ts'
import { getOrganization } from '@portico/server/modules/foundation/organizations/get-organization.ts'
import { listOrganizations } from '@portico/server/modules/foundation/organizations/list-organizations.ts'
import { type Principal, systemPrincipal } from '@portico/server/modules/foundation/permissions/principal.ts'
import type { Command } from 'commander'
import { CommandError } from './failures.ts'
import { io } from './io.ts'
import { asTyped } from './npm-options.ts'
import { addSettingsOptions, configFromOptions, databaseSettings } from './settings-options.ts'

/** The options of every command that works on the database. */
export interface AdministrationOptions {
  json?: boolean
  organization?: string
}

/** Adds the options to a command that works on the database. */
export function addDatabaseOptions(command: Command, { ofOrganization = true } = {}): Command {
  if (ofOrganization)
    command.option('--organization <name>', 'key, name or domain of the organization, where there are several')
  return addSettingsOptions(command.option('--json', 'print JSON'), databaseSettings)
}

/** Opens the database for a command, also while a server runs on it, and closes it again. */
export async function withContext<T>(options: object, work: (context: Context) => Promise<T>): Promise<T> {
  const config = configFromOptions(options)
  if (!databaseExists(config)) {
    throw new CommandError(
      `there is no database in ${config.dataFolder}. Start the server once (portico start), or name its folder with --data.`,
    )
  }
  const { env: environment, stderr } = io()
  const context = await openContext({ config, environment, log: createLog('warn', stderr), exclusive: false })
  try {
    if ((await listOrganizations(context)).length === 0) {
      throw new CommandError(`the database is empty. Start the server once: ${asTyped('portico start')} fills it.`)
    }
    return await work(context)
  } finally {
    await context.close()
  }
}

/** The same, acting in one organization as the administrator at the terminal. */
export const withOrganization = <T>(
  options: AdministrationOptions,
  command: string,
  work: (context: Context, principal: Principal) => Promise<T>,
): Promise<T> =>
  withContext(options, async (context) => {
    const { key } = await getOrganization(context, options.organization)
    return work(context, systemPrincipal(key, `portico ${command}`))
  })
