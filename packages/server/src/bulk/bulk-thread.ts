import { parentPort } from 'node:worker_threads'
import { threadMain } from '../config/thread-main.ts'
import type { BulkNotice, BulkRequest, BulkThreadData } from './bulk-messages.ts'

// The entry of the thread that carries out bulk operations. It imports them and what they use, and nothing of HTTP's server.

threadMain<BulkThreadData, typeof import('./open-bulk-worker.ts')>(
  () => import('./open-bulk-worker.ts'),
  async ({ openBulkWorker }, data) => {
    const send = (notice: BulkNotice): void => parentPort?.postMessage(notice)
    const worker = await openBulkWorker(data, (stored) => send({ stored }))
    send({ isReady: true })
    parentPort?.on('message', async (request: BulkRequest) => {
      if (request === 'wake') worker.wake()
      else {
        await worker.stop()
        parentPort?.close()
      }
    })
  },
)
