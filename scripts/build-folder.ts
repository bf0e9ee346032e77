import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** The folder for this process to build into. Those of builds that were broken off are deleted. */
export function buildFolder(parent: string): string {
  for (const name of readdirSync(parent)) {
    const id = /^\.build-(\d+)$/.exec(name)?.[1]
    if (id && !isRunning(Number(id))) rmSync(join(parent, name), { recursive: true, force: true })
  }
  return join(parent, `.build-${process.pid}`)
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    // That of another user
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
