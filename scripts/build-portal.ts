/**
 * Builds the web portal into packages/portal/dist if its sources have changed since the last build, or with `--always`.
 * npm runs it after an installation and before a start.
 *
 * An installation without development tools (`npm ci --omit=dev`) has no Vite: an earlier build stays as it is.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const portal = join(root, 'packages/portal')
const dist = join(portal, 'dist')
/** Which sources the built portal is made of, those of the SDK included */
const stamp = join(dist, 'sources.sha256')

/** Builds if the sources have changed. @returns whether it built */
export async function buildPortal({ always = false } = {}): Promise<boolean> {
  if (!always && isBuilt()) return false
  const sources = hashOfSources()
  // Built in another folder and moved when complete: a running server never serves half a build.
  const folder = join(portal, `.build-${process.pid}`)
  try {
    const { build } = await import('vite')
    // Vite takes its mode from this variable, and React is slow in any mode but production.
    process.env.NODE_ENV = 'production'
    await build({
      configFile: join(portal, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true },
    })
    await writeFile(join(folder, 'sources.sha256'), sources)
    await rm(dist, { recursive: true, force: true })
    await rename(folder, dist)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return true
}

/** Whether the built portal is that of the present sources */
const isBuilt = (): boolean => existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfSources()

function hashOfSources(): string {
  const patterns = ['packages/portal/{src/**/*,*.ts,*.json,*.html}', 'packages/sdk/src/**/*.ts', 'package-lock.json']
  const hash = createHash('sha256')
  for (const path of globSync(patterns, { cwd: root, withFileTypes: false }).sort()) {
    if (!/\.[a-z0-9]+$/.test(path)) continue
    hash.update(`${path.replaceAll('\\', '/')}\0`).update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}

function viteIsInstalled(): boolean {
  try {
    createRequire(join(portal, 'package.json')).resolve('vite')
    return true
  } catch {
    return false
  }
}

if (import.meta.main) {
  if (viteIsInstalled()) await buildPortal({ always: process.argv.includes('--always') })
  else if (!isBuilt())
    console.error('The web portal was not built: its tools are not installed. `npm ci` without --omit installs them.')
}
