import { startThread } from '../../../config/thread.ts'
import type { CompiledCode } from '../../../config/thread-main.ts'
import type { BuildSteps } from './build-steps.ts'
import type { PackedUsers } from './packed-users-repository.ts'
import type { PlacedTexts } from './placed-texts.ts'

/** Where the thread reads */
export interface BuildSource {
  /** 'sqlite' or a PostgreSQL URL */
  database: string
  dataFolder: string
  /** Milliseconds for each transaction */
  timeLimit: number
}

/** What the thread gets when it starts */
export interface BuildThreadData extends BuildSource, CompiledCode {
  organizationKey: string
  /** How many users are read at once */
  atOnce: number
}

/** To the thread: the next users are asked for, or texts are to be sorted. */
export type BuildQuestion = 'users' | { texts: PlacedTexts; count: number }

/** From the thread, one for each question in its order: undefined where no users are left */
export type BuildAnswer = PackedUsers | Uint32Array<ArrayBuffer> | undefined

const memoryMegabytes = 512

/** Nobody else waits for the thread, and to make segments of so many takes some 20 ms where they have few links. */
const readAtOnce = 16_384
/** How often users are read while this thread makes segments of those before */
const readAhead = 2

/**
 * Takes the steps in a thread of its own, on a connection of its own, which ends with the build: two cores build an index in
 * two thirds of the time.
 */
export function threadSteps(source: BuildSource, organizationKey: string, atOnce = readAtOnce): BuildSteps {
  const asked: PromiseWithResolvers<BuildAnswer>[] = []
  let failure: Error | undefined
  // Who builds keeps the process alive.
  const thread = startThread<BuildThreadData, BuildQuestion, BuildAnswer>(
    {
      entry: 'modules/directory/user-index/build-thread',
      name: 'portico-index',
      memoryMegabytes,
      data: { ...source, organizationKey, atOnce },
    },
    (answer) => asked.shift()?.resolve(answer),
  )
  void thread.ended.then((error = new Error('the thread beside a build has ended')) => {
    failure = error
    for (const { reject } of asked.splice(0)) reject(error)
  })

  async function ask<A extends BuildAnswer>(question: BuildQuestion): Promise<A> {
    if (failure) throw failure
    const waiting = Promise.withResolvers<BuildAnswer>()
    asked.push(waiting)
    thread.send(question)
    return (await waiting.promise) as A
  }

  function askForUsers(): Promise<PackedUsers | undefined> {
    const users = ask<PackedUsers | undefined>('users')
    // Nobody waits for what was read ahead once the build has failed.
    users.catch(() => {})
    return users
  }

  return {
    async *readUsers() {
      const ahead = Array.from({ length: readAhead }, askForUsers)
      for (let users = await ahead.shift(); users; users = await ahead.shift()) {
        ahead.push(askForUsers())
        yield users
      }
    },
    sortTexts: (texts, count) => ask({ texts, count }),
    close: () => thread.stop(),
  }
}
