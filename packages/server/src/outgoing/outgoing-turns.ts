/** Of one organization under way at once. Notices of sign-outs are up to 20, and their applications may be away. */
const mostAtOnce = 32
/** With more under way, one begins in so many milliseconds, or when another one ends: what they take shows first. */
const fewAtOnce = 2
const stepMilliseconds = 50
/** Milliseconds of the thread's processor. A usual request takes 5, and 50 where the machine is slow. */
const longTaken = 100
/** How long it is remembered that one took so long */
const slowedMilliseconds = 60_000

/** What an organization has under way, and what waits */
interface Lane {
  underWay: number
  waiting: (() => void)[]
  /** When the next one may begin */
  nextAt: number
  /** Until then one at a time */
  slowedUntil: number
  timer: NodeJS.Timeout | undefined
}

/**
 * Turns in the thread that talks to servers outside, so that no organization's servers keep the others' waiting: one that
 * takes long, in handshakes of TLS that nothing limits, gets one turn at a time for a minute, and after each as long a
 * pause as it took.
 * @param threadTime milliseconds of the processor that this thread has taken so far
 */
export function createOutgoingTurns({ now = () => performance.now(), threadTime = timeOfThread } = {}) {
  const lanes = new Map<string, Lane>()
  let counted = 0

  /** What the thread has taken since this was asked last, for whichever turn: since the step before this one */
  function timeTaken(): number {
    const before = counted
    counted = threadTime()
    return counted - before
  }

  function laneOf(name: string): Lane {
    const lane = lanes.get(name) ?? { underWay: 0, waiting: [], nextAt: 0, slowedUntil: 0, timer: undefined }
    lanes.set(name, lane)
    return lane
  }

  function beginWaiting(lane: Lane): void {
    clearTimeout(lane.timer)
    while (lane.waiting.length > 0 && lane.underWay < (now() < lane.slowedUntil ? 1 : mostAtOnce)) {
      const pause = lane.nextAt - now()
      if (pause > 0) {
        lane.timer = setTimeout(beginWaiting, Math.ceil(pause), lane)
        return
      }
      begin(lane)
      lane.waiting.shift()?.()
    }
  }

  function begin(lane: Lane): void {
    lane.underWay++
    if (lane.underWay >= fewAtOnce) lane.nextAt = Math.max(lane.nextAt, now() + stepMilliseconds)
  }

  function end(name: string, lane: Lane, taken: number): void {
    lane.underWay--
    if (taken > longTaken) lane.nextAt = now() + taken
    else if (now() >= lane.slowedUntil) lane.nextAt = now()
    beginWaiting(lane)
    if (lane.underWay === 0 && lane.waiting.length === 0 && now() >= lane.slowedUntil) lanes.delete(name)
  }

  /** Rejects where the signal comes first. */
  const turn = (lane: Lane, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const before = lane.underWay + lane.waiting.length
      const begun = (): void => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const leave = (): void => {
        lane.waiting.splice(lane.waiting.indexOf(begun), 1)
        reject(new Error(`it has waited for its turn, behind ${before} others of the same organization`))
      }
      signal.addEventListener('abort', leave, { once: true })
      lane.waiting.push(begun)
      beginWaiting(lane)
    })

  return {
    /**
     * Waits for a turn, and does the work in it.
     * @param name of the lane: organizations have their own
     * @param work gets what it calls after each of its steps, which counts what that has taken
     */
    async run<T>(name: string, signal: AbortSignal, work: (onStep: () => void) => Promise<T>): Promise<T> {
      signal.throwIfAborted()
      const lane = laneOf(name)
      await turn(lane, signal)
      let taken = 0
      const onStep = (): void => {
        taken += timeTaken()
        // At once: until it ends, more of them would begin.
        if (taken > longTaken) lane.slowedUntil = now() + slowedMilliseconds
      }
      timeTaken()
      try {
        return await work(onStep)
      } finally {
        onStep()
        end(name, lane, taken)
      }
    },
  }
}

function timeOfThread(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}
