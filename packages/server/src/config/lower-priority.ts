import { setPriority } from 'node:os'

/** For a worker thread: where cores are scarce, tokens come before it. Only Linux gives threads a priority of their own. */
export function lowerPriority(): void {
  if (process.platform !== 'linux') return
  try {
    setPriority(5)
  } catch {
    // A sandbox may refuse it.
  }
}
