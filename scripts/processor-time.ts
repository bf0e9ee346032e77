import { readdirSync, readFileSync } from 'node:fs'

/**
 * The processor time that a process has taken with all that it has started and that still runs or has been waited for, in
 * milliseconds. Undefined where the system has no /proc. The times of proc_pid_stat(5) count hundredths of a second.
 */
export function processorTime(pid: number): number | undefined {
  const rows = readProcesses()
  if (rows.length === 0) return undefined
  const children = Map.groupBy(rows, ({ parent }) => parent)
  const timeOf = (row: Row): number =>
    (children.get(row.pid) ?? []).reduce((total, child) => total + timeOf(child), row.time)
  const own = rows.find((row) => row.pid === pid)
  return own && timeOf(own)
}

type Row = { pid: number; parent: number; time: number }

function readProcesses(): Row[] {
  try {
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? readProcess(Number(name)) : []))
  } catch {
    return []
  }
}

function readProcess(pid: number): Row[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the program stands in parentheses before, and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [user, system, waitedUser, waitedSystem] = fields.slice(11, 15).map(Number)
    const ticks = (user ?? 0) + (system ?? 0) + (waitedUser ?? 0) + (waitedSystem ?? 0)
    return [{ pid, parent: Number(fields[1]), time: 10 * ticks }]
  } catch {
    // It has ended meanwhile.
    return []
  }
}
