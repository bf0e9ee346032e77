// @ts-check
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { builds, canBuild, isBuilt } from './builds.mjs'
import { linkPortal } from './link-portal.mjs'

const root = join(import.meta.dirname, '../..')

/**
 * What `portico` runs in a project folder: the bundle, built again if its sources have changed, and for a start the
 * portal as well. Without the tools for that, the sources, which Node runs as they are.
 * @param {string | undefined} command
 */
export function projectEntry(command) {
  if (command === 'start' && canBuild(builds.portal) && !isBuilt(builds.portal))
    build('the web portal', 'scripts/build-portal.ts')
  if (!isBuilt(builds.bundle)) {
    if (!canBuild(builds.bundle)) return join(root, 'packages/cli/src/main.ts')
    build('the program', 'scripts/build-bundle.ts')
  }
  if (command === 'start') linkPortal()
  return join(builds.bundle.folder, 'portico.cjs')
}

/**
 * What a build says is not the command's answer, so it goes to stderr.
 * @param {string} what
 * @param {string} script
 */
function build(what, script) {
  console.error(`Building ${what} from the present sources. It takes up to a minute.`)
  const { status } = spawnSync(process.execPath, [script], { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(1)
}
