import type { Logger } from 'pino'
import type { Clock } from '../config/clock.ts'
import type { Config } from '../config/config.ts'
import type { Vault } from '../config/vault.ts'
import type { Db } from './transaction.ts'

/** What every operation may take of the context, beside the database. */
interface CommonParts {
  clock: Clock
  config: Config
  log: Logger
  /** Encrypts and hashes with the deployment's master key. */
  vault: Vault
  /** What the URLs that clients use begin with. Asked each time: with port 0 it is known only once the server listens. */
  publicUrl(): string
}

/**
 * The parts of the context that an operation takes first: the database, and those that are named.
 * `suspendApiClient(parts: Parts<'clock'>, …)` takes `{ db, clock }`.
 */
export type Parts<Name extends keyof CommonParts = never> = { db: Db } & Pick<CommonParts, Name>
