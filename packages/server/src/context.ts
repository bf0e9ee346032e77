import type { Logger } from 'pino'
import { getAccessOfActor } from './access/access-of-actor.ts'
import { type Authenticate, createAuthentication } from './access/authentication.ts'
import { type Clock, systemClock } from './config/clock.ts'
import type { Config } from './config/config.ts'
import type { HashCost } from './config/hash-cost.ts'
import type { Vault } from './config/vault.ts'
import { type Database, openDatabase } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import { type ApiClients, openApiClients } from './modules/api-clients/api-clients.ts'
import { openDirectory } from './modules/directory/directory.ts'
import { type Foundation, openDeploymentVault, openFoundation } from './modules/foundation/foundation.ts'
import { type Members, openMembers } from './modules/members/members.ts'
import { openRelyingParties, type RelyingParties } from './modules/relying-parties/relying-parties.ts'
import { inviteUserAgain, openSignIn, type SignIn } from './modules/sign-in/sign-in.ts'
import type { BaseParts, OpenedWing } from './modules/wing.ts'
import { type OpenedReads, openReads } from './reads/open-reads.ts'

type Wings = Foundation & Members & ApiClients & RelyingParties & SignIn

/** What lives as long as the process. Operations take the parts of it that they need. */
export type Context = BaseParts &
  Wings & {
    authenticate: Authenticate
    /** The thread that reads lists */
    reads: OpenedReads
    setPort(port: number): void
    /** What a server does besides answering. Commands don't. */
    startWorkers(): Promise<void>
    stopWorkers(): Promise<void>
    /** In the reverse order of opening. */
    close(): Promise<void>
  }

interface OpenContextOptions {
  config: Config
  environment: NodeJS.ProcessEnv
  log: Logger
  clock?: Clock
  /** A server holds the SQLite folder for itself; commands work beside it. */
  exclusive: boolean
  /** What a hash of a password costs, where tests make so many that they would do little else; OWASP's unless given. */
  hashCost?: HashCost
  /** False where reads are carried out in this thread: in most tests, which take less time than a thread's start. */
  readsInThread?: boolean
  /** False where new passwords are judged in this thread: in most tests, too. */
  guessesInThread?: boolean
}

/** Opens the database, brings its tables up to date, and opens the wings. */
export async function openContext({
  config,
  environment,
  log,
  clock = systemClock,
  exclusive,
  hashCost,
  readsInThread = true,
  guessesInThread = true,
}: OpenContextOptions): Promise<Context> {
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
    if (applied.length > 0) log.info({ migrations: applied }, 'the tables were brought up to date')
    const vault = await openDeploymentVault(database, config.dataFolder, environment)
    const reads = openReads({ config, clock, log, inThread: readsInThread })
    return assemble({ config, clock, log, vault, database, hashCost, guessesInThread }, reads)
  } catch (error) {
    await database.close()
    throw error
  }
}

interface Opened {
  config: Config
  clock: Clock
  log: Logger
  vault: Vault
  database: Database
  hashCost: HashCost | undefined
  guessesInThread: boolean
}

function assemble(opened: Opened, reads: OpenedReads): Context {
  const { config, database } = opened
  let { port } = config
  const publicUrl = (): string => config.publicUrl ?? `http://localhost:${port}`
  const base: BaseParts = { ...opened, db: database.db, publicUrl }

  const wings: OpenedWing<object>[] = []
  /** The parts so far and those of one more wing */
  const extend = <P extends object, Q extends object>(parts: P, open: (parts: P) => OpenedWing<Q>): P & Q => {
    const wing = open(parts)
    wings.push(wing)
    return { ...parts, ...wing.parts }
  }
  const withFoundation = extend(base, openFoundation)
  const withMembers = extend(withFoundation, openMembers)
  const withApiClients = extend(withMembers, openApiClients)
  const withDirectory = extend(withApiClients, (parts) =>
    openDirectory({ ...parts, accessOfActor: getAccessOfActor, inviteUser: inviteUserAgain }),
  )
  const withRelyingParties = extend(withDirectory, openRelyingParties)
  const parts = extend(withRelyingParties, (parts) => openSignIn({ ...parts, accessOfActor: getAccessOfActor }))

  const workers = wings.flatMap((wing) => wing.workers)
  return {
    ...parts,
    authenticate: createAuthentication(parts),
    reads,
    setPort(bound) {
      port = bound
    },
    async startWorkers() {
      for (const worker of workers) await worker.start()
    },
    async stopWorkers() {
      for (const worker of workers.toReversed()) await worker.stop()
    },
    async close() {
      // SQLite's log is put away by the last connection, which must be the one that may write.
      await reads.close()
      for (const wing of wings.toReversed()) await wing.close?.()
      await database.close()
    },
  }
}
