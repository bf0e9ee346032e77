import { getAccessOfActor } from './access/access-of-actor.ts'
import { type Authenticate, createAuthentication } from './access/authentication.ts'
import { openBulk } from './bulk/open-bulk.ts'
import { openDirectory, openReadsWhereLarge } from './modules/directory/directory.ts'
import { type Members, openMembers } from './modules/members/members.ts'
import { openSignIn, type SignIn } from './modules/sign-in/sign-in.ts'
import type { OpenedWing } from './modules/wing.ts'
import { type OpenedReads, openReads } from './reads/open-reads.ts'
import {
  type OpenContextOptions,
  type OpenedTokenContext,
  openTokenContext,
  type TokenContext,
} from './token-context.ts'

/** What lives as long as the process. Operations take the parts of it that they need. */
export type Context = TokenContext &
  Members &
  SignIn & {
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

interface ThreadOptions {
  /** False where reads are carried out in this thread: in most tests, which take less time than a thread's start. */
  readsInThread?: boolean
  /** False where bulk operations are carried out in this thread: in most tests, too. */
  bulkInThread?: boolean
}

/** Opens the database, brings its tables up to date, and opens the wings. */
export async function openContext(options: OpenContextOptions & ThreadOptions): Promise<Context> {
  const opened = await openTokenContext(options)
  try {
    return completeContext(opened, options)
  } catch (error) {
    await opened.close()
    throw error
  }
}

/** Opens the other wings. Closing this context also closes the token context. */
export function completeContext(
  { context, environment, wings: tokenWings, setPort, close }: OpenedTokenContext,
  { readsInThread = true, bulkInThread = true }: ThreadOptions = {},
): Context {
  const reads = openReads({ ...context, inThread: readsInThread })
  const wings: OpenedWing<object>[] = []
  /** The parts so far and those of one more wing */
  const extend = <P extends object, Q extends object>(parts: P, open: (parts: P) => OpenedWing<Q>): P & Q => {
    const wing = open(parts)
    wings.push(wing)
    return { ...parts, ...wing.parts }
  }
  const withMembers = extend(context, openMembers)
  const withDirectory = extend(withMembers, openDirectory)
  const parts = extend(withDirectory, (parts) => openSignIn({ ...parts, accessOfActor: getAccessOfActor }))

  const bulk = openBulk(context, { environment, inThread: bulkInThread })
  const workers = [
    ...[...tokenWings, ...wings].flatMap((wing) => wing.workers),
    openReadsWhereLarge(context, reads),
    bulk,
  ]
  return {
    ...parts,
    authenticate: createAuthentication(parts),
    reads,
    setPort,
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
      await close()
    },
  }
}
