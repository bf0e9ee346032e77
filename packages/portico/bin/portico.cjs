#!/usr/bin/env node
// Whatever Node is at hand runs this file, so it is plain JavaScript that old ones can read.
const { existsSync } = require('node:fs')
const { join } = require('node:path')

// node:sqlite stopped calling itself experimental on stderr in 24.15; Argon2 came in 24.7, plain TypeScript before both.
const needed = [24, 15]
/**
 * Young objects get 4 MB for each half instead of 16: under load they fill whatever they may, and this is a third of the
 * server's memory. Old ones grow by half before they are collected, also where other work makes collecting slow. V8's
 * compilers for what is warm keep 16 MB, and the one for what is hot makes it as fast. The last flag lets it collect what
 * its start has left. Node takes the first and the last on its command line alone. docs/adr/0023 has the figures.
 */
const memoryFlags = [
  '--max-semi-space-size=4',
  '--heap-growing-percent=50',
  '--no-maglev',
  '--no-sparkplug',
  '--expose-gc',
]
/**
 * The C library gives each thread memory of its own to allot, of which most is never used; and pieces below 128 kB from one
 * heap, which keeps what V8's compilers leave free between others. It reads these at the start.
 */
const memoryVariables = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '32000' }

const [major, minor] = process.versions.node.split('.').map(Number)

if (major > needed[0] || (major === needed[0] && minor >= needed[1])) {
  run()
} else {
  console.error(
    `Portico needs Node ${needed.join('.')} or newer, and this is ${process.versions.node} (${process.execPath}). ` +
      'On Linux, `npm start` and `npx portico` in the folder where it was installed bring their own.',
  )
  process.exitCode = 1
}

function run() {
  if (process.argv[2] === 'start') {
    // The process goes on as another program, with the same id, terminal and signals: there is no second process.
    const args = [...memoryFlags, ...process.execArgv, ...process.argv.slice(1)]
    const environment = { ...memoryVariables, ...process.env }
    if (canHaveMemoryFlags()) process.execve(process.execPath, [process.execPath, ...args], environment)
  }
  const { enableCompileCache } = require('node:module')
  const folder = cacheFolder()
  // Where the folder can't be written, Node does without.
  if (folder) enableCompileCache(folder)
  // Only a project folder has the file: there the sources may be newer than what was built of them.
  const project = join(__dirname, '../project-entry.mjs')
  const entry = existsSync(project)
    ? require(project).projectEntry(process.argv[2])
    : join(__dirname, '../dist/portico.cjs')
  if (entry.endsWith('.cjs')) require(entry)
  else import(require('node:url').pathToFileURL(entry))
}

/** Windows cannot replace a process; a parent with a channel to this one (pm2, a debugger) would lose it. */
function canHaveMemoryFlags() {
  const given = [...process.execArgv, process.env.NODE_OPTIONS || ''].join(' ')
  return process.execve && !process.connected && !/--max[-_]semi[-_]space[-_]size/.test(given)
}

/** The user's own cache folder: Node's default lies in /tmp, where others could put code into it. */
function cacheFolder() {
  const { homedir } = require('node:os')
  const { env, platform } = process
  try {
    const caches = {
      darwin: () => join(homedir(), 'Library', 'Caches'),
      win32: () => env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'),
    }
    const base = platform in caches ? caches[platform]() : env.XDG_CACHE_HOME || join(homedir(), '.cache')
    return join(base, 'portico', 'compiled')
  } catch {
    // A user without a home, as in some containers.
    return undefined
  }
}
