import { parentPort } from 'node:worker_threads'
import { threadMain } from '../config/thread-main.ts'
import type { ReadRequest } from './reader.ts'
import type { Question, Reply, ThreadData } from './thread-messages.ts'

// The entry of the thread for reading. It imports the operations that read, and nothing of HTTP's server.

const load = () => Promise.all([import('./reader.ts'), import('./thread-messages.ts')])

type Loaded = Awaited<ReturnType<typeof load>>

function run(
  [{ createReader }, { failureOf, isStopped }]: Loaded,
  { stopped, ...options }: Omit<ThreadData, 'compileCache'>,
): void {
  const ids = new WeakMap<object, number>()
  const requests = new Map<number, ReadRequest>()
  let isClosing = false
  const reader = createReader({
    ...options,
    isStopped: (request) => isStopped(stopped, ids.get(request) ?? 0),
    onReplica: (replica) => send({ replica }),
    onIndexFault(error, { isBuiltAnyway } = { isBuiltAnyway: false }) {
      if (!isClosing) send({ indexFault: failureOf(error), isBuiltAnyway })
    },
  })
  const send = (reply: Reply, transferred: ArrayBuffer[] = []): void => parentPort?.postMessage(reply, transferred)

  parentPort?.on('message', async (question: Question) => {
    if (question.id === undefined) {
      isClosing = true
      await reader.close()
      parentPort?.close()
      return
    }
    if ('stop' in question) {
      const request = requests.get(question.id)
      if (request) reader.stop(request)
      return
    }
    if ('open' in question) {
      // It is told again in a minute. What fails here fails the first read as well, which tells.
      await reader.open().catch(() => {})
      return
    }
    const { id, request } = question
    ids.set(request, id)
    requests.set(id, request)
    try {
      const answer = await reader.read(request)
      send({ id, answer }, [answer.body.buffer])
    } catch (error) {
      send({ id, failure: failureOf(error) })
    } finally {
      requests.delete(id)
    }
  })
}

threadMain<ThreadData, Loaded>(load, run)
