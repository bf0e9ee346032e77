#!/usr/bin/env node
// Whatever Node is at hand runs this file, so it is plain JavaScript that old ones can read.

// node:sqlite stopped calling itself experimental on stderr in 24.15; Argon2 came in 24.7, plain TypeScript before both.
const needed = [24, 15]

const [major, minor] = process.versions.node.split('.').map(Number)

if (major > needed[0] || (major === needed[0] && minor >= needed[1])) {
  start()
} else {
  console.error(
    `Portico needs Node ${needed.join('.')} or newer, and this is ${process.versions.node} (${process.execPath}). ` +
      'On Linux, `npm start` and `npx portico` in the project folder bring their own.',
  )
  process.exitCode = 1
}

async function start() {
  const { enableCompileCache, flushCompileCache } = await import('node:module')
  const folder = await cacheFolder()
  // Where the folder can't be written, Node does without.
  if (folder) enableCompileCache(folder)
  await import('../src/main.ts')
  // Node writes the cache when it ends, and a server that is killed never gets there.
  flushCompileCache()
}

/** The user's own cache folder: Node's default lies in /tmp, where others could put code into it. */
async function cacheFolder() {
  const { homedir } = await import('node:os')
  const { join } = await import('node:path')
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
