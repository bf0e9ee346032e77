import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterCommit, type Db, rootOf } from './transaction.ts'

/**
 * Tells the caches (principals, signing keys, organizations) that another process changed something: a command at the
 * terminal, or another node.
 */
export interface ChangeFeed {
  /** Registers a listener. It gets the organization's key, or undefined if it is unknown which one changed. */
  onChange(listener: Listener): void
  /** Delivers a change that this process made itself, once it is stored. */
  changed(organizationKey: string): void
  /** Delivers what is known to have changed. Cheap: called on every request. */
  catchUp(): void
  /** False while the database cannot be asked: then caches must not be used. */
  isCurrent(): boolean
  /** How many milliseconds ago the database last confirmed that what is cached is right */
  age(): number
  stop(): void
}

type Listener = (organizationKey: string | undefined) => void

/** How often PostgreSQL is asked, and how old the last answer may be. */
const pollMilliseconds = 200
const trustedMilliseconds = 1_000

const feeds = new WeakMap<Db, ChangeFeed>()

/** Changes that are announced on this database reach this process by `feed` from now on. */
export function connectChangeFeed(db: Db, feed: ChangeFeed): void {
  feeds.set(db, feed)
}

/**
 * Announces a change within its transaction: the other processes see the row that it stores, the listeners of this
 * process are called after the commit. Needed for everything that is cached: organizations, signing keys, API clients
 * and their permissions, revoked tokens.
 */
export async function announceChange(db: Db, organizationKey: string): Promise<void> {
  afterCommit(db, () => feeds.get(rootOf(db))?.changed(organizationKey))
  await db
    .insertInto('organization_changes')
    .values({ organization_key: organizationKey, version: 1 })
    .onConflict((conflict) =>
      conflict.column('organization_key').doUpdateSet({ version: sql`organization_changes.version + 1` }),
    )
    .execute()
}

/**
 * SQLite tells within two microseconds whether another connection has committed anything; the versions then tell what. Those
 * of all organizations are read: a node on SQLite has few.
 */
export function sqliteChangeFeed(sqlite: DatabaseSync): ChangeFeed {
  const statement = sqlite.prepare('pragma data_version')
  const read = (): unknown => statement.get()?.data_version
  const { tell, onChange } = listenerList()
  const versions = organizationVersions(sqlite)
  let known = read()
  // Once in a turn of the event loop is enough: nothing else can run in between.
  let isAskedAlready = false
  return {
    onChange,
    changed: tell,
    catchUp() {
      if (isAskedAlready) return
      isAskedAlready = true
      setImmediate(() => {
        isAskedAlready = false
      })
      const current = read()
      if (current === known) return
      // What is read in a transaction may have versions that are taken back.
      if (sqlite.isTransaction) return tell(undefined)
      known = current
      const changed = versions.changed()
      if (changed) for (const organizationKey of changed) tell(organizationKey)
      else tell(undefined)
    },
    isCurrent: () => true,
    age: () => 0,
    stop() {},
  }
}

/** What tells which organizations have changed since it was asked last. @returns undefined where that is unknown */
function organizationVersions(sqlite: DatabaseSync): { changed(): string[] | undefined } {
  let statement: StatementSync | undefined
  let known: Map<string, number> | undefined
  return {
    changed() {
      const former = known
      try {
        // There is no such table before the migrations.
        statement ??= sqlite.prepare('select organization_key, version from organization_changes')
        const rows = statement.all() as unknown as { organization_key: string; version: number }[]
        known = new Map(rows.map(({ organization_key, version }) => [organization_key, version]))
      } catch {
        known = undefined
      }
      if (!former || !known) return undefined
      const current = known
      const keys = new Set([...former.keys(), ...current.keys()])
      return [...keys].filter((key) => former.get(key) !== current.get(key))
    },
  }
}

/** PostgreSQL is polled: a table that is read five times a second works through every pooler and after every failover. */
export function postgresChangeFeed(db: Db): ChangeFeed & {
  /** Another server may count from where the former one was: what was read before is not compared with it. */
  distrust(): void
} {
  const { tell, onChange } = listenerList()
  const known = new Map<string, number>()
  let lastAnswer = Number.NEGATIVE_INFINITY
  /** By the other clock, which also goes on while the machine sleeps */
  let lastAnswerDate = Number.NEGATIVE_INFINITY
  let distrustedAt = Number.NEGATIVE_INFINITY
  const stopping = new AbortController()

  const poll = async (db: Db): Promise<void> => {
    const [asked, askedDate] = [performance.now(), Date.now()]
    const rows = await db.selectFrom('organization_changes').select(['organization_key', 'version']).execute()
    // After an outage it is unknown what happened in between to what was read before.
    const isUnknown = asked - lastAnswer > trustedMilliseconds || lastAnswer <= distrustedAt
    for (const row of rows) {
      if (known.get(row.organization_key) === row.version) continue
      known.set(row.organization_key, row.version)
      if (!isUnknown) tell(row.organization_key)
    }
    if (isUnknown) tell(undefined)
    lastAnswer = asked
    lastAnswerDate = askedDate
  }
  const pause = (): Promise<void> =>
    setTimeout(pollMilliseconds, undefined, { ref: false, signal: stopping.signal }).catch(() => {})
  /**
   * It keeps its connection. Where it had to wait for one as requests do, a node with much to do would no longer trust what
   * is in memory, and ask for that as well.
   */
  const watch = async (): Promise<void> => {
    await pause()
    while (!stopping.signal.aborted) {
      await db
        .connection()
        .execute(async (own) => {
          while (!stopping.signal.aborted) {
            await poll(own)
            await pause()
          }
        })
        .catch(pause)
    }
  }
  void watch()

  const age = (): number => Math.max(performance.now() - lastAnswer, Date.now() - lastAnswerDate)
  return {
    onChange,
    changed: tell,
    catchUp() {},
    isCurrent: () => age() < trustedMilliseconds,
    age,
    distrust() {
      distrustedAt = performance.now()
    },
    stop: () => stopping.abort(),
  }
}

function listenerList(): { tell: Listener; onChange(listener: Listener): void } {
  const listeners: Listener[] = []
  return {
    onChange: (listener) => listeners.push(listener),
    tell(organizationKey) {
      for (const listener of listeners) listener(organizationKey)
    },
  }
}
