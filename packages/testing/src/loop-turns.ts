import { processorPace } from './processor-pace.ts'

/**
 * How often the event loop of this thread had its turn during some work, and the longest turn in milliseconds of the processor,
 * at the pace of a usual machine
 */
export async function loopTurns(work: () => Promise<unknown>): Promise<{ turns: number; longest: number }> {
  const pace = processorPace()
  let [turns, longest] = [0, 0]
  let before = process.threadCpuUsage()
  const end = () => {
    const { user, system } = process.threadCpuUsage(before)
    before = process.threadCpuUsage()
    longest = Math.max(longest, (user + system) / 1_000)
    turns++
  }
  let next = setImmediate(function turn() {
    end()
    next = setImmediate(turn)
  })
  try {
    await work()
    end()
  } finally {
    clearImmediate(next)
  }
  return { turns, longest: longest / Math.max(pace, processorPace()) }
}
