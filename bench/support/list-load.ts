import { setPriority } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { withoutPause } from './schedule.ts'

interface Load {
  urls: string[]
  headers: Record<string, string>
  loops: number
}

/**
 * Asks for lists without pause from a thread of its own, which comes after everything else: what is measured meanwhile
 * waits for the server, and not for whoever reads the lists.
 * @returns ends it, with the number of answers
 */
export function startListLoad(load: Load): () => Promise<number> {
  const worker = new Worker(new URL(import.meta.url), { workerData: load })
  return async () => {
    const count = new Promise<number>((resolve, reject) => worker.once('message', resolve).once('error', reject))
    worker.postMessage('stop')
    const answers = await count
    await worker.terminate()
    return answers
  }
}

if (!isMainThread) {
  // Only Linux gives threads a priority of their own.
  if (process.platform === 'linux') setPriority(10)
  const { urls, headers, loops } = workerData as Load
  const stop = withoutPause(urls, headers, loops)
  parentPort?.once('message', async () => parentPort?.postMessage(await stop()))
}
