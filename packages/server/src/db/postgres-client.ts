import pg from 'pg'
import { destroy } from './primary-watch.ts'

/** Takes what PostgreSQL sends, message by message. The memory of a message is used again. */
export type CopyReceiver = (message: Buffer) => void

/**
 * The driver's client, which gives up its connection where it has given up waiting for an answer: it would send the next query
 * after it. It also carries out `copy (…) to stdout (format binary)`, which costs PostgreSQL half as much as an answer made of
 * rows or of aggregates. That takes no values; the only parameter is the receiver.
 */
export class PostgresClient extends pg.Client {
  override query(...args: unknown[]): never {
    const [text, values] = args
    const isCopy = typeof text === 'string' && text.startsWith('copy (')
    const answer: unknown = isCopy
      ? this.#copy(text, values as [CopyReceiver])
      : super.query(...(args as Parameters<pg.Client['query']>))
    if (answer instanceof Promise) answer.catch((error) => /Query read timeout/.test(error.message) && destroy(this))
    return answer as never
  }

  #copy(text: string, [receive]: readonly [CopyReceiver]): Promise<{ command: 'COPY'; rows: [] }> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    super.query(new CopyQuery(text, receive, (error) => (error ? reject(error) : resolve())))
    return promise.then(() => ({ command: 'COPY', rows: [] }))
  }
}

/** What the client asks of a query: each of these is called with a message of the server, or when the connection ends. */
class CopyQuery implements pg.Submittable {
  readonly #text: string
  readonly #receive: CopyReceiver
  readonly #end: (error?: Error) => void
  #failure: Error | undefined
  /** Ends the client's timer, which is there where it has a limit of time. */
  callback: () => void = () => {}

  constructor(text: string, receive: CopyReceiver, end: (error?: Error) => void) {
    this.#text = text
    this.#receive = receive
    this.#end = end
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#text)
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.#failure) return
    try {
      this.#receive(chunk)
    } catch (error) {
      this.#failure = error as Error
    }
  }

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.callback()
    this.#end(error)
  }

  handleReadyForQuery(): void {
    this.callback()
    this.#end(this.#failure)
  }
}
