/** Builds the web portal into packages/portal/dist if its sources have changed since the last build. */
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { builds, isBuilt, requireWritable, takeStamp, writeStamp } from '../packages/portico/builds.mjs'
import { buildFolder } from './build-folder.ts'

const portal = join(import.meta.dirname, '../packages/portal')
const dist = builds.portal.folder

/** Builds if the sources have changed. @returns whether it built */
export async function buildPortal({ always = false } = {}): Promise<boolean> {
  if (!always && isBuilt(builds.portal)) return false
  requireWritable(builds.portal)
  const stamp = takeStamp(builds.portal)
  // Built in another folder and moved when complete: a running server never serves half a build.
  const folder = buildFolder(portal)
  try {
    const { build } = await import('vite')
    // Vite takes its mode from this variable, and React is slow in any mode but production.
    process.env.NODE_ENV = 'production'
    await build({
      configFile: join(portal, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true },
    })
    writeStamp(folder, stamp)
    await rm(dist, { recursive: true, force: true })
    await rename(folder, dist)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return true
}

if (import.meta.main) await buildPortal()
