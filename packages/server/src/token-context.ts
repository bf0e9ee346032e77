import type { Logger } from 'pino'
import { type Clock, systemClock } from './config/clock.ts'
import type { Config } from './config/config.ts'
import type { HashCost } from './config/hash-cost.ts'
import { openDatabase } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import { type ApiClients, openApiClients } from './modules/api-clients/api-clients.ts'
import {
  type BaseParts,
  type Foundation,
  openDeploymentVault,
  openFoundation,
} from './modules/foundation/foundation.ts'
import { openRelyingParties, type RelyingParties } from './modules/relying-parties/relying-parties.ts'
import type { OpenedWing } from './modules/wing.ts'
import { openOutgoing } from './outgoing/open-outgoing.ts'

/** What plain token requests need. Nothing of it loads what only the APIs or people's sign-in need. */
export type TokenContext = BaseParts & Foundation & ApiClients & RelyingParties

export interface OpenedTokenContext {
  context: TokenContext
  environment: NodeJS.ProcessEnv
  wings: OpenedWing<object>[]
  setPort(port: number): void
  /** In the reverse order of opening. */
  close(): Promise<void>
}

export interface OpenContextOptions {
  config: Config
  environment: NodeJS.ProcessEnv
  log: Logger
  clock?: Clock
  /** A server holds the SQLite folder for itself; commands work beside it. */
  exclusive: boolean
  /** What a hash of a password costs, where tests make so many that they would do little else; OWASP's unless given. */
  hashCost?: HashCost
  /** False where new passwords are judged in this thread: in most tests, too. */
  guessesInThread?: boolean
  /** False where requests to servers outside, and mails, are sent in this thread: in most tests, too. */
  outgoingInThread?: boolean
}

/** Opens the database, brings its tables up to date, and opens the wings that tokens are issued with. */
export async function openTokenContext({
  config,
  environment,
  log,
  clock = systemClock,
  exclusive,
  hashCost,
  guessesInThread = true,
  outgoingInThread = true,
}: OpenContextOptions): Promise<OpenedTokenContext> {
  const database = await openDatabase({
    database: config.database,
    dataFolder: config.dataFolder,
    exclusive,
    onIdleError: (err) => log.warn({ err }, 'a connection to the database was lost'),
    onPrimary: (server) => {
      if (server === undefined) log.error('no PostgreSQL server can be written to')
      else log.info({ server }, 'PostgreSQL is written to at this server')
    },
  })
  try {
    const applied = await migrate(database)
    if (applied.length > 0) {
      log.info(`the database is ready: ${applied.length} ${applied.length === 1 ? 'migration' : 'migrations'} applied`)
      log.debug({ migrations: applied }, 'applied')
    }
    const vault = await openDeploymentVault(database, config.dataFolder, environment)
    let { port } = config
    const publicUrl = (): string => config.publicUrl ?? `http://localhost:${port}`
    const { db } = database
    const outgoing = openOutgoing({ config, log, inThread: outgoingInThread })
    const base: BaseParts = { config, clock, log, vault, database, outgoing, hashCost, guessesInThread, db, publicUrl }
    const foundation = openFoundation(base)
    const withFoundation = { ...base, ...foundation.parts }
    const [apiClients, relyingParties] = [openApiClients(withFoundation), openRelyingParties(withFoundation)]
    const wings: OpenedWing<object>[] = [foundation, apiClients, relyingParties]
    return {
      context: { ...withFoundation, ...apiClients.parts, ...relyingParties.parts },
      environment,
      wings,
      setPort(bound) {
        port = bound
      },
      async close() {
        for (const wing of wings.toReversed()) await wing.close?.()
        await outgoing.close()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
