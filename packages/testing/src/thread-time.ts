/** The milliseconds of its processor that this thread takes for something: what else the machine does is not in them. */
export function threadTime(work: () => void): number {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}
