// @ts-check
/**
 * The two builds of a project folder, and whether they are those of the present sources. The package that npm installs
 * has neither this file nor sources: there is nothing to compare. Plain JavaScript, because what strips types from
 * TypeScript would cost each start 10 MB and some milliseconds.
 */
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/**
 * @typedef {object} Build
 * @property {string} root the project's folder
 * @property {string} folder where the result is
 * @property {{ folders: string[], files: string[] }} sources folders of sources, tests excepted, and further files
 * @property {{ name: string, of: string }} tool the package that builds it, and whose dependency that is
 */

/** What users run, and the pages that it serves. */
export const builds = {
  bundle: {
    root,
    folder: join(root, 'packages/portico/dist'),
    sources: {
      folders: ['packages/server/src', 'packages/cli/src', 'packages/sdk/src'],
      files: [
        'package-lock.json',
        'packages/portico/builds.mjs',
        'scripts/build-bundle.ts',
        'scripts/build-folder.ts',
        'scripts/bundled-licenses.ts',
        'scripts/escape-chunk.ts',
        'scripts/keep-own-mappings.ts',
      ],
    },
    tool: { name: 'rolldown', of: 'packages/portico/package.json' },
  },
  portal: {
    root,
    folder: join(root, 'packages/portal/dist'),
    sources: {
      // The guides are made from the documents.
      folders: ['packages/portal', 'packages/sdk/src', 'docs'],
      files: [
        'package-lock.json',
        'README.md',
        'CHANGELOG.md',
        'SECURITY.md',
        'scripts/build-folder.ts',
        'scripts/build-portal.ts',
      ],
    },
    tool: { name: 'vite', of: 'packages/portal/package.json' },
  },
}

/**
 * @typedef {object} Stamp
 * @property {string} digest of the contents of the sources
 * @property {string} signature of their sizes and times: while it stays, the contents need not be read
 * @property {string[]} [files] what the build has written, where files of earlier builds lie beside it
 */

/**
 * Whether the result is that of the present sources: by sizes and times, and where those differ by the contents.
 * @param {Build} build
 */
export function isBuilt(build) {
  const stamp = readStamp(build)
  if (!stamp) return false
  const paths = sourcePaths(build)
  const signature = signatureOf(paths)
  if (signature === stamp.signature) return true
  if (digestOf(build, paths) !== stamp.digest) return false
  try {
    writeStamp(build.folder, { ...stamp, signature })
  } catch {
    // Whoever may only read the folder compares the contents each time.
  }
  return true
}

/**
 * Of the present sources. Taken before a build reads them, so that a change meanwhile is seen by the next look.
 * @param {Build} build
 * @returns {Stamp}
 */
export function takeStamp(build) {
  const paths = sourcePaths(build)
  return { signature: signatureOf(paths), digest: digestOf(build, paths) }
}

/**
 * @param {string} folder
 * @param {Stamp} stamp
 */
export const writeStamp = (folder, stamp) => writeFileSync(join(folder, 'sources.json'), JSON.stringify(stamp))

/**
 * @param {Build} build
 * @returns {Stamp | undefined}
 */
export function readStamp({ folder }) {
  try {
    return JSON.parse(readFileSync(join(folder, 'sources.json'), 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Whether the tool is installed: `npm ci --omit=dev` leaves it out.
 * @param {Build} build
 */
export function canBuild({ root, tool }) {
  try {
    createRequire(join(root, tool.of)).resolve(tool.name)
    return true
  } catch {
    return false
  }
}

/**
 * Ends the process, with what to do, where this user may not build: the tools would say that they have failed.
 * @param {Build} build
 */
export function requireWritable({ folder }) {
  try {
    accessSync(dirname(folder), constants.W_OK)
  } catch {
    console.error(
      `The sources have changed since they were built, and this user may not write in ${dirname(folder)}. ` +
        'Run `npm run build` as the user whom the project folder belongs to.',
    )
    process.exit(1)
  }
}

const left = new Set(['node_modules', 'dist', 'test', 'adr', 'screenshots'])

/**
 * @param {Build} build
 * @returns {string[]}
 */
function sourcePaths({ root, sources }) {
  const found = sources.folders.flatMap((folder) => filesIn(join(root, folder)))
  return [...found, ...sources.files.map((file) => join(root, file)).filter((file) => existsSync(file))]
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return left.has(entry.name) || entry.name.startsWith('.') ? [] : filesIn(path)
    return entry.isFile() && !entry.name.endsWith('.test.ts') ? [path] : []
  })
}

/**
 * The time of an entry's last change (ctime) cannot be set back, as that of its contents can.
 * @param {string[]} paths
 */
function signatureOf(paths) {
  const stats = paths.map((path) => {
    const { size, mtimeMs, ctimeMs } = statSync(path)
    return `${path}\0${size}\0${mtimeMs}\0${ctimeMs}`
  })
  return createHash('sha256').update(stats.join('\n')).digest('hex')
}

/**
 * @param {Build} build
 * @param {string[]} paths
 */
function digestOf({ root }, paths) {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(`${path.slice(root.length).replaceAll('\\', '/')}\0`).update(readFileSync(path))
  return hash.digest('hex')
}
