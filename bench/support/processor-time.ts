import { readFileSync } from 'node:fs'
import type { ServerProcess } from './processes.ts'

/** Microseconds of processor time that the server has used; Linux counts them in hundredths of a second. */
export function processorTime({ process }: ServerProcess): number {
  try {
    const fields = readFileSync(`/proc/${process.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10_000
  } catch {
    return Number.NaN
  }
}
