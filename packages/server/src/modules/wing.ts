import type { HashCost } from '../config/hash-cost.ts'
import type { Database } from '../db/database.ts'
import type { Parts } from '../db/parts.ts'
import type { Routes } from '../http/api/routes.ts'
import type { MailerParts } from './foundation/mail/outgoing-mails.ts'
import type { OutgoingParts } from './foundation/outgoing/outgoing-requests.ts'

/** What there is before any wing is opened. */
export type BaseParts = Parts<'clock' | 'config' | 'log' | 'vault' | 'publicUrl'> &
  OutgoingParts &
  MailerParts & {
    database: Database
    /** What a hash of a password costs; OWASP's unless given */
    hashCost?: HashCost | undefined
    /** Whether new passwords are judged in a thread of their own */
    guessesInThread: boolean
  }

/** Works beside the requests while a server serves them. Commands start none. */
export interface Worker {
  start(): void | Promise<void>
  /** Finishes what is under way. */
  stop(): Promise<void>
}

/** What a wing keeps for as long as the process runs. */
export interface OpenedWing<P> {
  /** What operations take: caches, queues, limits */
  parts: P
  workers: Worker[]
  /** Stores what is only in memory, before the database closes. */
  close?(): Promise<void>
}

/** The APIs, and the portal's own endpoints */
export type Surface = 'identity' | 'portfolios' | 'portfoliosV1' | 'assets' | 'management' | 'portal'

/** The routes of a wing, by what serves them */
export type WingRoutes = Partial<Record<Surface, Routes[]>>
