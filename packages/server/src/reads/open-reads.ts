import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { TSchema } from 'typebox'
import type { Clock } from '../config/clock.ts'
import type { Config } from '../config/config.ts'
import { isDatabaseUnavailable } from '../db/failures.ts'
import { OutOfTime, readsAtOnce } from '../db/read-database.ts'
import {
  type DeclaredRead,
  type FinishedRead,
  type ObservedReads,
  ReadNotReady,
  type Reads,
  readRefusals,
  someOperation,
} from '../http/api/reads.ts'
import { Problem } from '../problems/problem.ts'
import { declaredReads } from './declared-reads.ts'
import { logIndexFaults } from './log-index-faults.ts'
import type { ReplicaState } from './read-from-replica.ts'
import { createReadTurns } from './read-turns.ts'
import { createReader, type ReadAnswer, type Reader, type ReadRequest } from './reader.ts'
import { createThreadReader, ThreadEnded } from './thread-reader.ts'

interface ReadsOptions {
  config: Pick<Config, 'database' | 'databaseReplica' | 'dataFolder' | 'readTimeout'>
  clock: Clock
  log: Logger
  /** Whether reads get a thread of their own, as they ship. Most tests do without: starting one takes longer than they do. */
  inThread: boolean
}

export interface OpenedReads extends Reads, ObservedReads {
  /** Has the thread for reading run, before anybody reads, so that it prepares what large organizations will ask for. */
  open(): Promise<void>
  /** Stops what is under way. */
  close(): Promise<void>
}

/** Throws where the wings don't declare that this operation is a read, and answers this where an answer is given. */
function nameOf(operation: DeclaredRead['operation'], answer?: { shown: DeclaredRead['answer'] | undefined }): string {
  const found = declared.find(([, read]) => read.operation === operation && (!answer || read.answer === answer.shown))
  if (!found) throw new Error(`${operation.name} is not among the reads of its wing with this answer: declare it there`)
  return found[0]
}

const declared = Object.entries(declaredReads)

/** The schema by which the route shows its answer. The thread writes by that. */
const shownAnswer = ({ routeOptions: { schema } }: FastifyRequest): DeclaredRead['answer'] | undefined =>
  (schema?.response as Record<number, TSchema> | undefined)?.[200]

/** How much longer than one read may take another one waits for its turn, in milliseconds */
const waitBeyondLimit = 1_000

/** After so many milliseconds it is found out once more who asks, and whether they may */
const askedAnewAfter = 200

/** A reply that a read is for */
interface Asked {
  request: FastifyRequest
  raw: ServerResponse
  /** When it was found out who asks: they may be suspended since, while they wait or take part after part of a text */
  renewedAt: number
}

/** What a read has behind it, in milliseconds: `queued` of the time since `arrived` it waited for its turns */
interface Course {
  readonly arrived: number
  queued: number
  turns: number
}

/** The queue before the thread that reads, and the thread, which the first read starts. */
export function openReads({ config, clock, log, inThread }: ReadsOptions): OpenedReads {
  const timeLimit = config.readTimeout * 1_000
  const { database, dataFolder, databaseReplica: replica } = config
  let isReplicaUsed = false
  const onReplica = (state: ReplicaState): void => {
    if (state.isUsed) log.info('lists are read from the replica')
    else log.warn({ reason: state.reason }, 'lists are read from the primary, because the replica cannot be used')
    isReplicaUsed = state.isUsed
  }
  const options = { database, dataFolder, replica, timeLimit, onReplica, onIndexFault: logIndexFaults(log) }
  const reader: Reader = inThread ? createThreadReader(options, log) : createReader(options)
  // Who comes next may have to wait for reads that take all of their time.
  const turns = createReadTurns({ atOnce: readsAtOnce(config), longestWait: timeLimit + waitBeyondLimit })
  const listeners: ((read: FinishedRead) => void)[] = []

  /** @returns undefined where the caller has hung up */
  async function carryOut(asked: Asked, read: Pick<ReadRequest, 'name' | 'input'>): Promise<ReadAnswer | undefined> {
    const course: Course = { arrived: performance.now(), queued: 0, turns: 0 }
    let refused: FinishedRead['refused']
    try {
      return await takeTurns(asked, course, read)
    } catch (error) {
      refused = refusalOf(error)
      throw error
    } finally {
      if (course.turns > 0 || refused) finish(course, read.name, refused)
    }
  }

  function finish({ arrived, queued, turns }: Course, name: string, refused: FinishedRead['refused']): void {
    const all = performance.now() - arrived
    const hadTurn = turns > 0
    const read = {
      name,
      queued: (hadTurn ? queued : all) / 1_000,
      taken: hadTurn ? (all - queued) / 1_000 : undefined,
      refused,
    }
    for (const listener of listeners) listener(read)
  }

  async function takeTurns(
    asked: Asked,
    course: Course,
    read: Pick<ReadRequest, 'name' | 'input'>,
  ): Promise<ReadAnswer | undefined> {
    for (;;) {
      try {
        return await takeTurn(asked, course, read)
      } catch (error) {
        if (!(error instanceof ReadNotReady)) throw error
        if (performance.now() - course.arrived > timeLimit) {
          const { name } = read
          throw explain(new OutOfTime(error.message), { name, traceId: asked.request.id, left: error.left })
        }
        // Others have their turns meanwhile.
        await error.ready
        if (asked.raw.destroyed) return undefined
      }
    }
  }

  function takeTurn(
    asked: Asked,
    course: Course,
    { name, input }: Pick<ReadRequest, 'name' | 'input'>,
  ): Promise<ReadAnswer | undefined> {
    const { request: http, raw: response } = asked
    const { organizationKey, actor } = http.principal
    const waitedSince = performance.now()
    const isAgain = course.turns > 0
    return turns.run({ organizationKey, callerKey: actor.key ?? '', isAgain }, response, async () => {
      const begun = performance.now()
      course.queued += begun - waitedSince
      course.turns++
      if (begun - asked.renewedAt > askedAnewAfter) {
        await http.renewPrincipal()
        asked.renewedAt = begun
        // Who has hung up meanwhile is told by no event any more.
        if (response.destroyed) return undefined
      }
      const request = { name, principal: http.principal, input, now: clock.now() }
      const stop = (): void => reader.stop(request)
      response.once('close', stop)
      try {
        return await reader.read(request)
      } catch (error) {
        if (response.destroyed && error instanceof OutOfTime) return undefined
        // Those that wait would each find the same, after waiting for as long.
        if (isDatabaseUnavailable(error)) turns.refuseAll(error)
        throw explain(error, { name, traceId: http.id })
      } finally {
        response.off('close', stop)
      }
    })
  }

  function explain(
    error: unknown,
    { name, traceId, left }: { name: string; traceId: string; left?: number | undefined },
  ): unknown {
    if (error instanceof ThreadEnded) {
      log.error({ traceId, read: name, err: error }, 'a read was lost with its thread')
      const detail = 'What reads lists has failed, and starts again. Try again in a second.'
      return new Problem('lists_busy', detail, { 'retry-after': '1' })
    }
    if (!(error instanceof OutOfTime)) return error
    const { statement } = error
    log.warn({ traceId, read: name, statement, seconds: config.readTimeout }, 'a read took too long')
    if (left !== undefined) {
      const seconds = Math.max(1, Math.ceil(left / 1_000))
      const detail = `The index that answers it is being built. It will take about ${seconds === 1 ? '1 second' : `${seconds} seconds`} more.`
      return new Problem('list_stopped', detail, { 'retry-after': String(seconds) })
    }
    const detail = `It took longer than ${config.readTimeout} seconds and was stopped. Try again, or ask for less.`
    return new Problem('list_stopped', detail, { 'retry-after': '5' })
  }

  return {
    async sendRead(reply, operation, ...input) {
      const name = nameOf(someOperation(operation), { shown: shownAnswer(reply.request) })
      const answer = await carryOut(askedBy(reply), { name, input })
      const body = answer ? bufferOf(answer) : Buffer.alloc(0)
      // What is finished passes through as it is. It stands for what the operation answers.
      await reply.headers({ 'content-type': 'application/json; charset=utf-8' }).send(body as never)
    },
    async read(reply, operation, ...input) {
      const name = nameOf(someOperation(operation))
      const answer = await carryOut(askedBy(reply), { name, input })
      return answer && JSON.parse(bufferOf(answer).toString())
    },
    async sendText(reply, headers, operation, input) {
      const name = nameOf(someOperation(operation), { shown: 'text' })
      const asked = askedBy(reply)
      const read = (after?: unknown) => carryOut(asked, { name, input: [input, after] })
      const first = await read()
      async function* parts() {
        for (let part = first; part; part = part.next === undefined ? undefined : await read(part.next)) {
          yield bufferOf(part)
        }
      }
      await reply.headers(headers).send(Readable.from(parts(), { objectMode: false }) as never)
    },
    open: () => reader.open(),
    onFinished: (listener) => void listeners.push(listener),
    waiting: turns.waiting,
    isReplicaUsed: () => (replica === undefined ? undefined : isReplicaUsed),
    close: () => reader.close(),
  }
}

const refusalOf = (error: unknown): FinishedRead['refused'] =>
  readRefusals.find((name) => error instanceof Problem && error.problem === name)

/** The guard has just found out who asks. */
const askedBy = ({ request, raw }: Pick<Asked, 'request' | 'raw'>): Asked => ({
  request,
  raw,
  renewedAt: performance.now(),
})

const bufferOf = ({ body }: ReadAnswer): Buffer => Buffer.from(body.buffer, body.byteOffset, body.byteLength)
