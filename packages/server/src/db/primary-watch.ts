import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { PostgresConnection } from './postgres-connection.ts'
import { explainTlsFailure } from './postgres-connection.ts'
import { type PostgresRole, readPostgresRole } from './postgres-role.ts'

/** Milliseconds. A server that has gone silent is given up after the sum of them, where not even connections are made. */
const askEvery = 500
const answerWithin = 1_000
const retryAfter = 250
const connectWithin = 3_000

interface PrimaryWatch {
  /** The server that is written to. @throws what is wrong with each server where there is none */
  find(): PostgresConnection | Promise<PostgresConnection>
  /** The server that was found last */
  latest(): PostgresConnection
  /** Throws where a server with this role must not be written to. Where it has followed another one, that is not used any more. */
  requirePrimary(role: PostgresRole): void
  /** Called with each server that is found, and with undefined where none is left */
  onChange(listener: (primary: PostgresConnection | undefined) => void): void
  close(): Promise<void>
}

/** Undefined: not known yet */
type State = PostgresRole | Error | undefined

/** A server that cannot be used, in the words and with the code of PostgreSQL's own (read_only_sql_transaction) */
class NoPrimary extends Error {
  readonly code = '25006'
}

/**
 * Finds which of several servers is the primary one, and notices within seconds that it is gone, whether connections
 * break or go silent. A connection to each server stays open, on which it is asked all the time.
 *
 * Used is the server that can be written to. Where there are two, as after the return of a former primary, it is the
 * one that was promoted last; and once that was seen, the former one is never used again. Nor is one that is no copy of the
 * others: after a typing mistake, another database would be written to once the right one is away.
 */
export function watchPrimary(connections: readonly [PostgresConnection, ...PostgresConnection[]]): PrimaryWatch {
  const isOnly = connections.length === 1
  const states = new Map<PostgresConnection, State>(connections.map((connection) => [connection, undefined]))
  const listeners: ((primary: PostgresConnection | undefined) => void)[] = []
  const closing = new AbortController()
  let current: PostgresConnection | undefined
  let latest = connections[0]
  let newest = { system: '', timeline: 0 }
  let firstAnswers: PromiseWithResolvers<void> | undefined
  let loops: Promise<unknown> | undefined

  function refusal({ isStandby, isReadOnly, system, timeline }: PostgresRole): Error | undefined {
    if (isStandby) return new NoPrimary('the server is a standby, which can only be read. Name the primary server')
    // Of a single server, PostgreSQL refuses what it doesn't do.
    if (isReadOnly && !isOnly) return new NoPrimary('the server is set to be only read (default_transaction_read_only)')
    if (!isOnly && isForeign(system)) {
      return new NoPrimary('the server has other data: it is no copy of the other one (another system identifier)')
    }
    if (timeline > 0 && system === newest.system && timeline < newest.timeline) {
      const found = `timeline ${timeline}, and ${newest.timeline} was there before`
      return new NoPrimary(`the server is a former primary, which another one has followed (${found})`)
    }
    return undefined
  }

  /** Of several servers, all are copies of one. Where that is not yet known, nobody can say which one is meant. */
  function isForeign(system: string): boolean {
    if (system === '') return false
    if (newest.system !== '') return system !== newest.system
    return [...states.values()].some(
      (role) => role && !(role instanceof Error) && !role.isStandby && role.system !== '' && role.system !== system,
    )
  }

  const requirePrimary = (role: PostgresRole): void => {
    const error = refusal(role)
    if (error) throw error
    if (remember(role)) use(undefined)
  }

  /** @returns whether it is another server than before: behind the same address, connections to the former one may be left */
  function remember({ system, timeline }: PostgresRole): boolean {
    const former = newest
    // One that doesn't tell is not compared.
    if (system === '') return false
    newest = { system, timeline }
    return former.system !== '' && (system !== former.system || timeline > former.timeline)
  }

  const isOther = ({ system }: PostgresRole): boolean =>
    system !== '' && newest.system !== '' && system !== newest.system

  function use(found: PostgresConnection | undefined): void {
    if (found === current) return
    current = found
    for (const listener of listeners) listener(found)
  }

  const timelineOf = (server: PostgresConnection): number => (states.get(server) as PostgresRole).timeline

  function decide(): void {
    // Until all have answered, or failed, one that was promoted later may be among them.
    if ([...states.values()].includes(undefined)) return
    const usable = connections.filter((server) => {
      const state = states.get(server)
      return state && !(state instanceof Error) && !refusal(state)
    })
    const last = Math.max(...usable.map(timelineOf))
    const newestOnes = usable.filter((server) => timelineOf(server) === last)
    const found = current && newestOnes.includes(current) ? current : newestOnes[0]
    if (found) {
      if (remember(states.get(found) as PostgresRole) && found === current) use(undefined)
      latest = found
    }
    use(found)
    firstAnswers?.resolve()
  }

  function note(server: PostgresConnection, state: NonNullable<State>): void {
    const former = states.get(server)
    // A server with too many connections is there all the same. So is one that was starting when it was asked, and may say
    // so when others are connected to it already.
    const isThere = state instanceof Error && /^(53...|57P03)$/.test((state as { code?: string }).code ?? '')
    if (isThere && former && !(former instanceof Error)) return
    states.set(server, state)
    decide()
  }

  async function watch(server: PostgresConnection): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await keepAsking(server, closing.signal, (role, isNew) => {
          // A connection that was made later leads to other data, and so does the next one on which it is asked.
          if (!isNew && isOther(role)) return false
          note(server, role)
          // Where it cannot be used, its address may lead to another one by now: a new connection tells.
          return !refusal(role) || (role.isStandby && !isOnly)
        })
      } catch (error) {
        if (!closing.signal.aborted) note(server, explainTlsFailure(error as Error))
      }
      await pause(retryAfter, closing.signal)
    }
  }

  function whyNone(): Error {
    const failures = connections.map((server): [string, Error & { code?: string; syscall?: string }] => {
      const state = states.get(server)
      return [server.name, state instanceof Error ? state : ((state && refusal(state)) ?? new Error('not known yet'))]
    })
    const cause = failures[0]?.[1]
    const text = isOnly ? cause?.message : failures.map(([name, { message }]) => `${name}: ${message}`).join('; ')
    // A new one each time: those that wait for it write their own stack into it.
    const error = new Error(isOnly ? text : `no primary server can be reached (${text})`, { cause })
    // Without a code of its own it is: no connection (sqlclient_unable_to_establish_sqlconnection).
    return Object.assign(error, { code: (isOnly && cause?.code) || '08001', syscall: cause?.syscall })
  }

  function find(): PostgresConnection | Promise<PostgresConnection> {
    if (current) return current
    if (closing.signal.aborted) throw new Error('the connections to the database are closed')
    firstAnswers ??= Promise.withResolvers()
    loops ??= Promise.all(connections.map(watch))
    return firstAnswers.promise.then(() => current ?? Promise.reject(whyNone()))
  }

  return {
    find,
    latest: () => latest,
    requirePrimary,
    onChange: (listener) => void listeners.push(listener),
    async close() {
      closing.abort()
      firstAnswers?.resolve()
      await loops
    },
  }
}

/**
 * Connects, and asks the server for its role until it does not answer any more, or the connection breaks.
 * @param tell is told of it, and whether it is the first answer on the connection, and says whether to ask on
 */
async function keepAsking(
  { connectionString, ssl }: PostgresConnection,
  closing: AbortSignal,
  tell: (role: PostgresRole, isNew: boolean) => boolean,
): Promise<void> {
  const client = new pg.Client({
    ...{ connectionString, ssl, keepAlive: true, application_name: 'portico' },
    connectionTimeoutMillis: connectWithin,
  })
  const broken = new AbortController()
  client.on('error', () => broken.abort())
  const end = (): void => destroy(client)
  closing.addEventListener('abort', end)
  const either = AbortSignal.any([closing, broken.signal])
  let hasAnswered = false
  let asksOn = true
  try {
    await client.connect()
    while (asksOn && !either.aborted) {
      // A new connection to a machine with much to do gets more time than one that went silent.
      asksOn = tell(await readPostgresRole(client, hasAnswered ? answerWithin : connectWithin), !hasAnswered)
      hasAnswered = true
      // It keeps no process alive by itself.
      streamOf(client).unref?.()
      await pause(askEvery, either)
    }
  } catch (error) {
    // A connection that breaks says little: whether the server is gone, the next one tells.
    if (!hasAnswered) throw error
  } finally {
    closing.removeEventListener('abort', end)
    destroy(client)
  }
}

type WithStream = { connection: { stream: { destroy(): void; unref?(): void } } }

const streamOf = (client: pg.ClientBase) => (client as unknown as WithStream).connection.stream

/** Ends the connection without waiting for the server, which may have gone silent. What runs on it fails. */
export const destroy = (client: pg.ClientBase): void => streamOf(client).destroy()

const pause = (milliseconds: number, signal: AbortSignal): Promise<unknown> =>
  sleep(milliseconds, undefined, { signal, ref: false }).catch(() => {})
