import type { Db } from '../../../db/transaction.ts'
import { type PackedUsers, selectLastOfNext, selectPackedUsers } from './packed-users-repository.ts'
import { type SortTexts, wordsOfTexts } from './placed-texts.ts'
import { sortSlots } from './sort-slots.ts'

/** What can be done beside a build of an index */
export interface BuildSteps {
  /** All users of the organization, full segments of them at a time, each in a transaction of its own */
  readUsers(): AsyncIterable<PackedUsers>
  sortTexts: SortTexts
  /** Gives up what is under way. */
  close(): Promise<void>
}

interface StepsOptions {
  read<T>(work: (db: Db) => Promise<T>): Promise<T>
  organizationKey: string
  /** How many users are read in each transaction, and given at once: those of some full segments */
  atOnce: number
  /** Whether the next users are read while these are, on another connection where there are several */
  isAhead: boolean
  /** Lets others work, now and then, while texts are sorted */
  pause(): Promise<void>
}

/** Takes the steps in this thread. */
export function stepsHere({ read, organizationKey, atOnce, isAhead, pause }: StepsOptions): BuildSteps {
  /** `last` is known before the rest, and others can be read from there on. */
  function readAfter(after: string | null) {
    const found = Promise.withResolvers<string | undefined>()
    const users = read(async (db) => {
      const last = await selectLastOfNext(db, organizationKey, after, atOnce)
      found.resolve(last)
      return last === undefined ? undefined : selectPackedUsers(db, organizationKey, after, last)
    })
    users.catch(found.reject)
    // Nobody waits for what was begun when a build is given up.
    found.promise.catch(() => {})
    return { last: found.promise, users }
  }

  return {
    async *readUsers() {
      for (let reading = readAfter(null); ; ) {
        const last = await reading.last
        if (last === undefined) return
        const next = isAhead ? readAfter(last) : undefined
        yield (await reading.users) as PackedUsers
        reading = next ?? readAfter(last)
      }
    },
    sortTexts: (texts, count) => sortSlots(count, wordsOfTexts(texts), pause),
    async close() {},
  }
}
