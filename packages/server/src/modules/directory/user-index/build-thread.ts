import { parentPort } from 'node:worker_threads'
import { threadMain } from '../../../config/thread-main.ts'
import type { BuildAnswer, BuildQuestion, BuildThreadData } from './thread-steps.ts'

// The entry of the thread that reads and sorts beside the build of an index.

const load = () =>
  Promise.all([import('node:timers/promises'), import('../../../db/open-read-database.ts'), import('./build-steps.ts')])

type Loaded = Awaited<ReturnType<typeof load>>

async function run(
  [{ setImmediate }, { openReadDatabase }, { stepsHere }]: Loaded,
  { organizationKey, atOnce, ...options }: Omit<BuildThreadData, 'compileCache'>,
): Promise<void> {
  const { read } = await openReadDatabase(options)
  const steps = stepsHere({ read, organizationKey, atOnce, isAhead: true, pause: setImmediate })
  const users = steps.readUsers()[Symbol.asyncIterator]()

  async function answer(question: BuildQuestion): Promise<void> {
    const found: BuildAnswer =
      question === 'users' ? (await users.next()).value : await steps.sortTexts(question.texts, question.count)
    parentPort?.postMessage(found, ownBuffersOf(found))
  }

  // One after the other. What fails ends the thread.
  let before = Promise.resolve()
  parentPort?.on('message', (question: BuildQuestion) => {
    before = before.then(() => answer(question))
  })
}

/** The memory of blocks that share it with nothing else, which need not be copied */
function ownBuffersOf(value: unknown): ArrayBuffer[] {
  if (typeof value !== 'object' || value === null) return []
  if (!ArrayBuffer.isView(value)) return Object.values(value).flatMap(ownBuffersOf)
  return value.byteLength === value.buffer.byteLength ? [value.buffer as ArrayBuffer] : []
}

threadMain<BuildThreadData, Loaded>(load, run)
