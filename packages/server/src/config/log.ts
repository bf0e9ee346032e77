import { isatty } from 'node:tty'
import { type DestinationStream, type Logger, pino } from 'pino'
import { terminalLine } from './terminal-line.ts'

const stderr = 2
/** How many bytes of lines are kept while they cannot be written: later ones are left out. */
const mostKept = 1_048_576

// PostgreSQL's errors quote the refused row, which holds personal data.
const redact = { paths: ['err.detail'], remove: true }

/**
 * Log lines go to stderr, because stdout is for the output of the commands. They are JSON, one per line; on a terminal
 * they are written for people instead. A server buffers them. A command, which logs little, gives its own `stream`.
 */
export function createLog(level: string, stream?: DestinationStream & { isTTY?: boolean }): Logger {
  const isTerminal = stream ? stream.isTTY === true : isatty(stderr)
  const destination = stream ?? bufferedLines(isTerminal)
  return pino({ level, base: null, redact }, isTerminal ? forPeople(destination) : destination)
}

/**
 * Lines that go to no terminal are buffered: a write for each request would be a large part of its cost. What cannot be
 * written, as on a full disk, is tried again with what follows, and no log is worth a server: without a listener the error
 * would end it.
 */
function bufferedLines(isTerminal: boolean): DestinationStream {
  const buffer = { minLength: 4_096, periodicFlush: 100 }
  const destination = pino.destination({
    dest: stderr,
    sync: true,
    maxLength: mostKept,
    ...(isTerminal ? {} : buffer),
  })
  let isWritten = true
  destination.on('write', () => (isWritten = true))
  destination.on('error', () => (isWritten = false))
  process.on('exit', () => {
    // Where nobody reads any more, or the disk is full, this one notices it. The other would try for ever.
    destination.flush()
    if (isWritten) destination.flushSync()
  })
  return destination
}

const forPeople = (destination: DestinationStream): DestinationStream => ({
  write: (line) => destination.write(terminalLine(line)),
})
