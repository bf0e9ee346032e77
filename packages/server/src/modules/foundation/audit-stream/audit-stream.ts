import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { periodicTask } from '../../../db/periodic-task.ts'
import {
  claimMilliseconds,
  hasUnstreamedEntries,
  releaseStream,
  type StreamRange,
  takeStreamBatch,
} from './stream-batch.ts'
import { streamLineOf } from './stream-line.ts'
import type { StreamOutput } from './stream-output.ts'

const pollMilliseconds = 250

/**
 * Streams every audit entry, failures included, each once, in about the order in which they were stored. Of several nodes
 * one does so, until it stops.
 */
export function createAuditStream(parts: Parts<'clock' | 'log'>, output: StreamOutput) {
  const { clock, log } = parts
  const node = newKey()
  /** What is written, and the database does not know it yet */
  let written: readonly StreamRange[] = []
  let renewAt = 0
  let isStarted = false
  let hasFailed = false
  const givenUp = new AbortController()

  const streamAll = async (): Promise<void> => {
    if (clock.now() < renewAt && written.length === 0 && !(await hasUnstreamedEntries(parts))) return
    for (;;) {
      const since = clock.now()
      const batch = await takeStreamBatch(parts, node, written)
      written = []
      renewAt = clock.now() + claimMilliseconds / 3
      // Another node may have written to the same file meanwhile.
      if (!batch || batch.isNew) await output.close()
      if (!batch || batch.isEnd) return
      // This process stood still, and another node may write the batch by now.
      if (clock.now() - since > claimMilliseconds / 2) continue
      if (batch.entries.length > 0) await output.write(batch.entries.map(streamLineOf), givenUp.signal)
      written = batch.ranges
    }
  }

  // One after the other: two would write the same batch.
  let last: Promise<unknown> = Promise.resolve()
  const look = async (): Promise<void> => {
    const streamed = last.then(streamAll)
    last = streamed.catch(() => {})
    await streamed
    if (hasFailed) log.info('the audit trail is streamed again')
    hasFailed = false
  }

  const polling = periodicTask(pollMilliseconds, look, (err) => {
    log.error({ err }, 'the audit trail cannot be streamed; it is tried again all the time')
    hasFailed = true
  })
  return {
    async start(): Promise<void> {
      isStarted = true
      polling.start()
    },
    /** Streams all that there is. */
    look,
    /** Waits a while for whoever reads what is streamed. */
    async stop({ graceMilliseconds = 5_000 } = {}): Promise<void> {
      const grace = setTimeout(() => givenUp.abort(new Error('what is streamed is not read')), graceMilliseconds)
      await polling.stop()
      if (isStarted)
        await look().catch((err) => log.error({ err }, 'the last audit entries are streamed after the next start'))
      clearTimeout(grace)
      await output.close()
      await releaseStream(parts, node).catch(() => {})
    },
  }
}
