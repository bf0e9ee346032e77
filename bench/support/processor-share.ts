import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = '/sys/fs/cgroup'
const period = 50_000

/**
 * Gives processes a control group of their own, and with it their part of the processor whatever else runs. Needs Linux and
 * the right to make control groups.
 * @param share how much of one core they get at most, all together; as much as they take unless given
 * @returns what takes the group away again
 */
export function shareProcessor(pids: number[], share?: number): () => void {
  const isSecond = existsSync(join(root, 'cgroup.controllers'))
  const parent = join(root, isSecond ? '' : 'cpu')
  const folder = join(parent, `portico-bench-${pids[0]}`)
  mkdirSync(folder)
  const set = (values: Record<string, string | number>): void => {
    for (const [name, value] of Object.entries(values)) writeFileSync(join(folder, name), String(value))
  }
  const quota = share === undefined ? undefined : Math.round(period * share)
  if (isSecond) {
    writeFileSync(join(root, 'cgroup.subtree_control'), '+cpu')
    set({ 'cpu.weight': 2_000, ...(quota && { 'cpu.max': `${quota} ${period}` }) })
  } else {
    set({ 'cpu.shares': 20_480, ...(quota && { 'cpu.cfs_period_us': period, 'cpu.cfs_quota_us': quota }) })
  }
  for (const pid of pids) set({ 'cgroup.procs': pid })
  return () => {
    for (const pid of readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean)) {
      writeFileSync(join(parent, 'cgroup.procs'), pid)
    }
    rmdirSync(folder)
  }
}
