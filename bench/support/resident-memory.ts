import { readFileSync } from 'node:fs'
import type { ServerProcess } from './processes.ts'

/** Memory of a server in MB, as the system tells: asking the server would take some of it. */
export function residentMemory({ process }: ServerProcess): number {
  const status = readFileSync(`/proc/${process.pid}/status`, 'utf8')
  return (Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024) / 1e6
}
