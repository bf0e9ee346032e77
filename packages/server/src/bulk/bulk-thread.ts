import { parentPort } from 'node:worker_threads'
import { threadMain } from '../config/thread-main.ts'
import type { Notice, Request, ThreadData } from './thread-messages.ts'

// The entry of the thread that carries out bulk operations. It imports them and what they use, and nothing of HTTP's server.

threadMain<ThreadData, typeof import('./open-bulk-work.ts')>(
  () => import('./open-bulk-work.ts'),
  async ({ openBulkWork }, data) => {
    const send = (notice: Notice): void => parentPort?.postMessage(notice)
    const work = await openBulkWork(data, (stored) => send({ stored }))
    send({ isReady: true })
    parentPort?.on('message', async (request: Request) => {
      if (request === 'wake') work.wake()
      else {
        await work.stop()
        parentPort?.close()
      }
    })
  },
)
