import { openReadDatabase } from '../db/open-read-database.ts'
import { OutOfTime, type ReadDatabase } from '../db/read-database.ts'
import { openReplica } from '../db/replica-database.ts'
import type { DeclaredRead, TextPart } from '../http/api/reads.ts'
import type { OnIndexFault } from '../modules/directory/user-index/index-entry.ts'
import type { Principal } from '../modules/foundation/permissions/principal.ts'
import { answerWriter } from './answer-writer.ts'
import { declaredReads, openWingReads } from './declared-reads.ts'
import { type ReplicaState, readFromReplica } from './read-from-replica.ts'

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
  /** The URL of a replica of it */
  replica?: string | undefined
  /** Milliseconds: for each statement, on SQLite for all of them, and until the answer is written */
  timeLimit: number
}

/** Is told what goes on beside the reads. */
export interface ReaderListeners {
  onReplica(state: ReplicaState): void
  onIndexFault: OnIndexFault
}

/** Carries out declared reads. */
export interface Reader {
  /** Opens the database, if nothing has done so yet, with what the wings keep beside it. Where it fails, the next one tries again. */
  open(): Promise<void>
  /** @throws OutOfTime, and what the operation throws */
  read(request: ReadRequest): Promise<ReadAnswer>
  /** Has the statement that runs for this request end. */
  stop(request: ReadRequest): void
  close(): Promise<void>
}

type Opened = Pick<ReadDatabase, 'read' | 'close'>

const encoder = new TextEncoder()

/** Carries out reads in this thread, on a connection that is opened by the first one and cannot write. */
export function createReader(
  options: ReaderOptions & ReaderListeners & { isStopped?: (request: ReadRequest) => boolean },
): Reader {
  const { database, dataFolder, replica: replicaUrl, timeLimit, onReplica, onIndexFault } = options
  let opened: Promise<Opened> | undefined
  const ends: (() => Promise<void>)[] = []
  const controllers = new Map<ReadRequest, AbortController>()
  /** SQLite has one connection, and so one read at a time. */
  let underWay: ReadRequest | undefined
  const isStopped = (): boolean => underWay !== undefined && options.isStopped?.(underWay) === true
  const writers = new Map<string, ReturnType<typeof answerWriter>>()

  /** What the wings keep beside a database. @param isFirst whether reads come to it first, and not only where a replica cannot be read */
  function openBeside(opened: ReadDatabase, isFirst: boolean): void {
    const source = { database, dataFolder, timeLimit }
    ends.push(openWingReads(opened, { dataFolder, source, preparesIndexes: isFirst, onError: onIndexFault }))
  }
  const openAll = async (): Promise<Opened> => {
    const primary = await openReadDatabase({ database, dataFolder, timeLimit, isStopped })
    const replica = replicaUrl && (await openReplica({ replica: replicaUrl, primary: primary.db, timeLimit }))
    // Not before both are open: where one of them fails, the next read opens both.
    openBeside(primary, !replica)
    if (!replica) return primary
    openBeside(replica, true)
    return readFromReplica(primary, replica, onReplica)
  }
  const open = (): Promise<Opened> => {
    opened ??= openAll().catch((error) => {
      opened = undefined
      throw error
    })
    return opened
  }

  function answerOf(name: string, { answer }: DeclaredRead, found: unknown, requireTime: () => void): ReadAnswer {
    if (answer === 'text') {
      const { text, next } = found as TextPart<unknown>
      return { body: encoder.encode(text), next }
    }
    const write = writers.get(name) ?? answerWriter(answer)
    writers.set(name, write)
    return { body: write(found, requireTime) }
  }

  return {
    async open() {
      await open()
    },
    async read(request) {
      const { name, principal, input, now } = request
      const declaration = declaredReads[name]
      if (!declaration) throw new Error(`${name} is not declared as a read`)
      const controller = new AbortController()
      controllers.set(request, controller)
      try {
        const { read } = await open()
        return await read(async (db) => {
          underWay = request
          const end = performance.now() + timeLimit
          const requireTime = (): void => {
            if (performance.now() > end || controller.signal.aborted || options.isStopped?.(request))
              throw new OutOfTime('none: its answer was being written')
          }
          const parts = { db, clock: { now: () => now } }
          const found = await declaration.operation(parts, principal, ...(input as never[]))
          return answerOf(name, declaration, found, requireTime)
        }, controller.signal)
      } finally {
        controllers.delete(request)
      }
    },
    stop: (request) => controllers.get(request)?.abort(),
    async close() {
      const database = await opened?.catch(() => undefined)
      for (const end of ends) await end()
      await database?.close()
    },
  }
}
