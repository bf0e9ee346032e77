import { processorPace } from './processor-pace.ts'

/**
 * The milliseconds of the processor that this thread takes for something, at the pace of a usual machine: what else the machine
 * does is not in them.
 * @param runs of which the shortest counts: others may have been when memory was collected, or code compiled
 */
export async function threadTime(work: () => unknown, runs = 1): Promise<number> {
  const pace = processorPace()
  let shortest = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs; run++) {
    const before = process.threadCpuUsage()
    await work()
    const { user, system } = process.threadCpuUsage(before)
    shortest = Math.min(shortest, (user + system) / 1_000)
  }
  return shortest / Math.max(pace, processorPace())
}
