import { copyFileSync, cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { builds, readStamp } from '../packages/portico/builds.mjs'
import { portalPlace } from '../packages/portico/link-portal.mjs'

const root = join(import.meta.dirname, '..')

/**
 * Puts everything in its place for `npm pack`, which leaves out links. Files of earlier builds stay, for servers that run
 * here and may still load them, and don't go along.
 */
export function placePackageFiles(): void {
  const { folder } = builds.bundle
  const own = new Set(bundleFiles())
  const earlier = readdirSync(folder).filter((name) => /\.cjs(?:\.map)?$/.test(name) && !own.has(name))
  writeFileSync(join(folder, '.npmignore'), earlier.map((name) => `/${name}\n`).join(''))
  rmSync(portalPlace, { recursive: true, force: true })
  copyPortal(portalPlace)
  copyFileSync(join(root, 'LICENSE'), join(root, 'packages/portico/LICENSE'))
}

/** The same in another folder, while others use the project's. */
export function copyPackage(folder: string): void {
  const from = join(root, 'packages/portico')
  const whole = ['package.json', 'README.md', 'bin', ...bundleFiles().map((name) => join('dist', name))]
  for (const name of whole) cpSync(join(from, name), join(folder, name), { recursive: true })
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
  copyPortal(join(folder, 'dist/portal'))
}

const bundleFiles = (): string[] => readStamp(builds.bundle)?.files ?? []

/**
 * Of a file that is there compressed, only `<file>.gz` goes along: every browser takes it, and the server unpacks it for
 * who does not. Of the viewer of the reference, a quarter of the package, and of the guides, `<file>.br` does, which is a
 * sixth smaller.
 */
function copyPortal(folder: string): void {
  const leftOut =
    /(?:(?<!\/reference-viewer-[\w-]+\.js|\/guides\/[\w-]+\.html)\.br|\/(?:reference-viewer-[\w-]+\.js|guides\/[\w-]+\.html)\.gz|manifest\.json|sources\.json)$/
  cpSync(builds.portal.folder, folder, {
    recursive: true,
    filter: (source) => !leftOut.test(source.replaceAll('\\', '/')) && !existsSync(`${source}.gz`),
  })
}
