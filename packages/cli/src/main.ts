import { flushCompileCache } from 'node:module'
import { makeStacksReadable } from '@portico/server/config/make-stacks-readable.ts'
import { runProgram } from './program.ts'

makeStacksReadable()

/** It goes on where what it prints cannot be written. The stream of the audit trail learns of it by its own write. */
const isServer = process.argv[2] === 'start'
if (isServer) process.stderr.on('error', () => {})

process.stdout.on('error', async (error: NodeJS.ErrnoException) => {
  if (isServer) return
  // The reader of a pipe may stop early, as `head` does.
  if (error.code !== 'EPIPE') (await import('./failures.ts')).reportFailure(error)
  process.exit()
})

// Not awaited: a module that waits at its top cannot be CommonJS, as the bundle is. It takes failures itself. Node writes
// its compile cache when it ends, and a server that is killed never gets there.
void runProgram(process.argv.slice(2)).then(() => flushCompileCache())
