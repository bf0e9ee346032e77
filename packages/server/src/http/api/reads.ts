import type { ServerResponse } from 'node:http'
import type { FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type { Parts } from '../../db/parts.ts'

// What reads many rows is carried out in a thread of its own, so that it cannot hold up the event loop. The wings declare
// it, the routes send it, and the folder `reads` does it.

/** What a read needs is being prepared: it is tried again, and does not keep others waiting meanwhile. */
export class ReadNotReady extends Error {
  /** Settled once it is worth to try again */
  readonly ready: Promise<void>
  /** About how long it will take yet, in milliseconds, where that is known */
  readonly left: number | undefined

  constructor(message: string, ready: Promise<void> = Promise.resolve(), left?: number) {
    super(message)
    this.ready = ready
    this.left = left
  }
}

/** An operation that changes nothing, and needs no more than these parts. What it takes and answers is plain data. */
type ReadOperation<Input extends unknown[], Answer> = (
  parts: Parts<'clock'>,
  principal: FastifyRequest['principal'],
  ...input: Input
) => Answer | Promise<Answer>

/** A part of a long text. `next` is what the operation gets as `after` for the next part; undefined with the last one */
export interface TextPart<After> {
  text: string
  next: After | undefined
}

/** An operation that answers a long text, part by part */
type TextOperation<Input, After> = ReadOperation<[input: Input, after?: After], TextPart<After>>

/** Of which it is not known here what it takes */
type SomeOperation = ReadOperation<never[], unknown>

export interface DeclaredRead {
  operation: SomeOperation
  /** The schema that the answer is written by, or that it is a `TextPart` */
  answer: TSchema | 'text'
}

/** Declares that an operation may be carried out in the thread for reading, and what it answers. */
export const declareRead = <Input extends unknown[], S extends TSchema>(
  operation: ReadOperation<Input, Static<S>>,
  answer: S,
): DeclaredRead => ({ operation: someOperation(operation), answer })

/** The same for an operation that answers a long text in parts. */
export const declareTextRead = <Input, After>(operation: TextOperation<Input, After>): DeclaredRead => ({
  operation: someOperation(operation),
  answer: 'text',
})

export const someOperation = <Input extends unknown[], Answer>(operation: ReadOperation<Input, Answer>) =>
  operation as unknown as SomeOperation

/** What a read needs of the reply that it is for. The route's schema says what it may send. */
interface SentReply<Answer> {
  request: FastifyRequest
  raw: ServerResponse
  headers(values: Record<string, string>): this
  send(answer: Answer): unknown
}

/** The part of the context by which routes read. */
export interface Reads {
  /**
   * Carries out a declared read, and sends what it answers, written by its schema. Nothing else is done on the event loop.
   * @throws Problem list_stopped, lists_busy, and what the operation throws
   */
  sendRead<Input extends unknown[], Answer extends object>(
    reply: SentReply<Answer>,
    operation: ReadOperation<Input, Answer>,
    ...input: Input
  ): Promise<void>
  /**
   * Carries out a declared read and gives what it answers to the caller, for an operation that goes on with it.
   * @returns undefined where whoever asked has hung up
   * @throws Problem list_stopped, lists_busy, and what the operation throws
   */
  read<Input extends unknown[], Answer extends object>(
    reply: SentReply<never>,
    operation: ReadOperation<Input, Answer>,
    ...input: Input
  ): Promise<Answer | undefined>
  /**
   * Sends the parts of a text, however long it is: each is read when the caller has taken the one before, and has a turn
   * and a time limit of its own. What is wrong with the request is thrown before anything is sent.
   */
  sendText<Input, After>(
    reply: SentReply<never>,
    headers: Record<string, string>,
    operation: TextOperation<Input, After>,
    input: Input,
  ): Promise<void>
}

/** Why a read is answered 503, where it is not for want of a database */
export const readRefusals = ['list_stopped', 'lists_busy'] as const

/** A read that has ended */
export interface FinishedRead {
  name: string
  /** Seconds */
  queued: number
  /** Seconds, with waiting for an index that is being built. Undefined where its turn did not come */
  taken: number | undefined
  refused: (typeof readRefusals)[number] | undefined
}

/** What the metrics tell of reads */
export interface ObservedReads {
  onFinished(listener: (read: FinishedRead) => void): void
  waiting(): number
  /** Whether the last read that could tell came from the replica; undefined where there is none */
  isReplicaUsed(): boolean | undefined
}

/** What routes take that read */
export interface ReadsPart {
  reads: Reads
}
