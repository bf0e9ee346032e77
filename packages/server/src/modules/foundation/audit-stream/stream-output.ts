import type { Writable } from 'node:stream'
import type { StreamLine } from './stream-line.ts'

/** Where the audit trail is streamed to */
export interface StreamOutput {
  /**
   * Writes the lines, without those that are there from an attempt that was cut off. Where it fails, the same lines are
   * given again.
   * @param signal ends the wait for whoever reads what is written
   */
  write(lines: readonly StreamLine[], signal?: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** Lines on standard output: what was written cannot be read again, so a batch that was cut off is repeated. */
export function streamToStdout(stdout: Writable): StreamOutput {
  return {
    async write(lines, signal) {
      signal?.throwIfAborted()
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const giveUp = () => reject(signal?.reason)
      signal?.addEventListener('abort', giveUp, { once: true })
      stdout.write(lines.map(({ text }) => text).join(''), (error) => (error ? reject(error) : resolve()))
      await promise.finally(() => signal?.removeEventListener('abort', giveUp))
    },
    async close() {},
  }
}
