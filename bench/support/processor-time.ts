import { readFileSync } from 'node:fs'
import type { ServerProcess } from './processes.ts'

/**
 * Microseconds of processor time that the server has used, with the processes that it has started; Linux counts them in
 * hundredths of a second. NaN where the system doesn't tell.
 */
export const processorTime = ({ process }: ServerProcess): number => {
  try {
    return timeOf(String(process.pid))
  } catch {
    return Number.NaN
  }
}

function timeOf(pid: string): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
  const own = (Number(fields[11]) + Number(fields[12])) * 10_000
  return children.reduce((sum, child) => sum + timeOf(child), own)
}

/** The same of this process's children that have ended */
export function ownChildrenTime(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[13]) + Number(fields[14])) * 10_000
}
