import { flushCompileCache } from 'node:module'
import { makeStacksReadable } from '@portico/server/config/make-stacks-readable.ts'
import { runProgram } from './program.ts'

makeStacksReadable()

// The reader of a pipe may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

// Not awaited: a module that waits at its top cannot be CommonJS, as the bundle is. It takes failures itself. Node writes
// its compile cache when it ends, and a server that is killed never gets there.
void runProgram(process.argv.slice(2)).then(() => flushCompileCache())
