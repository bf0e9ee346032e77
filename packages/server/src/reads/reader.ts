import { openReadDatabase, type ReadDatabase } from '../db/read-database.ts'
import { serializerOf } from '../http/api/compile-on-first-use.ts'
import type { DeclaredRead, TextPart } from '../http/api/reads.ts'
import type { Principal } from '../modules/foundation/permissions/principal.ts'

/** A read that somebody asks for: plain data, which can be sent to another thread */
export interface ReadRequest {
  /** Of the operation, among the declared ones */
  name: string
  principal: Principal
  input: readonly unknown[]
  /** What time it is. In the tests the clock is not that of the machine. */
  now: number
}

/** What goes to the caller as it is, and, of a text that goes on, what the next part begins after */
export interface ReadAnswer {
  body: Uint8Array<ArrayBuffer>
  next?: unknown
}

export interface ReaderOptions {
  /** 'sqlite' or a PostgreSQL URL */
  database: string
  dataFolder: string
  /** Milliseconds */
  timeLimit: number
}

/** Carries out declared reads. */
export interface Reader {
  /** @throws OutOfTime, and what the operation throws */
  read(request: ReadRequest): Promise<ReadAnswer>
  close(): Promise<void>
}

const encoder = new TextEncoder()

/** Carries out reads in this thread, on a connection that is opened by the first one and cannot write. */
export function createReader(
  declared: Readonly<Record<string, DeclaredRead>>,
  options: ReaderOptions & {
    isStopped?: (request: ReadRequest) => boolean
    /** Once the database is open. What it returns is called before that closes. */
    onOpen?: (database: ReadDatabase) => () => Promise<void>
  },
): Reader {
  let opened: Promise<ReadDatabase> | undefined
  let end: (() => Promise<void>) | undefined
  /** SQLite has one connection, and so one read at a time. */
  let underWay: ReadRequest | undefined
  const isStopped = (): boolean => underWay !== undefined && options.isStopped?.(underWay) === true
  const serializers = new Map<string, (answer: unknown) => string>()

  const open = (): Promise<ReadDatabase> => {
    opened ??= openReadDatabase({ ...options, isStopped }).then(
      (database) => {
        end = options.onOpen?.(database)
        return database
      },
      (error) => {
        opened = undefined
        throw error
      },
    )
    return opened
  }

  function answerOf(name: string, { answer }: DeclaredRead, found: unknown): ReadAnswer {
    if (answer === 'text') {
      const { text, next } = found as TextPart<unknown>
      return { body: encoder.encode(text), next }
    }
    const serialize = serializers.get(name) ?? serializerOf(answer)
    serializers.set(name, serialize)
    return { body: encoder.encode(serialize(found)) }
  }

  return {
    async read(request) {
      const { name, principal, input, now } = request
      const declaration = declared[name]
      if (!declaration) throw new Error(`${name} is not declared as a read`)
      const { read } = await open()
      return read(async (db) => {
        underWay = request
        const parts = { db, clock: { now: () => now } }
        return answerOf(name, declaration, await declaration.operation(parts, principal, ...(input as never[])))
      })
    },
    async close() {
      const database = await opened?.catch(() => undefined)
      await end?.()
      await database?.close()
    },
  }
}
