import { setImmediate as nextTurn } from 'node:timers/promises'

/** How long one turn of the event loop may go on, in milliseconds */
const longestTurn = 10

/**
 * What is called before each statement of a connection whose statements run on the event loop, and answers what is to be
 * waited for where the turn has been long. Waiting for a statement that has ended already is no turn: without a pause, an
 * operation of a thousand statements would hold up everything else until its end.
 */
export function pauseWhenLong(): () => Promise<void> | undefined {
  let begun: number | undefined
  return () => {
    const now = performance.now()
    if (begun === undefined) {
      begun = now
      setImmediate(() => {
        begun = undefined
      })
      return undefined
    }
    return now - begun < longestTurn ? undefined : nextTurn()
  }
}
