import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { builds, readStamp } from '../packages/portico/builds.mjs'

const root = join(import.meta.dirname, '..')
const place = join(builds.bundle.folder, 'portal')

/** In a project folder, the bundle finds the portal's files by a link: a new build of the portal is served at once. */
export function linkPortal(): void {
  if (!existsSync(builds.bundle.folder)) return
  // On Windows, a junction needs no privilege, and an absolute target.
  const target =
    process.platform === 'win32' ? builds.portal.folder : relative(builds.bundle.folder, builds.portal.folder)
  // Whoever may only read the folder can start all the same, and a server that runs never lacks the portal.
  if (linkTarget() === target) return
  rmSync(place, { recursive: true, force: true })
  symlinkSync(target, place, 'junction')
}

function linkTarget(): string | undefined {
  try {
    return readlinkSync(place)
  } catch {
    // There is nothing, or the files themselves, as `npm pack` needs them.
    return undefined
  }
}

/**
 * Puts everything in its place for `npm pack`, which leaves out links. Files of earlier builds stay, for servers that run
 * here and may still load them, and don't go along.
 */
export function placePackageFiles(): void {
  const { folder } = builds.bundle
  const own = new Set(bundleFiles())
  const earlier = readdirSync(folder).filter((name) => /\.cjs(?:\.map)?$/.test(name) && !own.has(name))
  writeFileSync(join(folder, '.npmignore'), earlier.map((name) => `/${name}\n`).join(''))
  rmSync(place, { recursive: true, force: true })
  copyPortal(place)
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
