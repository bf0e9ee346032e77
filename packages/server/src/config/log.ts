import { isatty } from 'node:tty'
import { type DestinationStream, type Logger, pino } from 'pino'
import { terminalLine } from './terminal-log.ts'

const stderr = 2

// PostgreSQL's errors quote the row that was refused, which is somebody's personal data.
const redact = { paths: ['err.detail'], remove: true }

/**
 * Log lines go to stderr: stdout belongs to what the commands print. They are JSON, one per line; on a terminal they are
 * written for people instead. A server's are gathered; a command, which logs next to nothing, gives its own `stream`.
 */
export function createLog(level: string, stream?: DestinationStream & { isTTY?: boolean }): Logger {
  const isTerminal = stream ? stream.isTTY === true : isatty(stderr)
  const destination = stream ?? gatheredLines(isTerminal)
  return pino({ level, base: null, redact }, isTerminal ? forPeople(destination) : destination)
}

/** Where nobody watches, lines are gathered for a moment: a write for each request would be a good part of its cost. */
function gatheredLines(isTerminal: boolean): DestinationStream {
  const gathered = { minLength: 4_096, periodicFlush: 100 }
  const destination = pino.destination({ dest: stderr, sync: true, ...(isTerminal ? {} : gathered) })
  process.on('exit', () => destination.flushSync())
  return destination
}

const forPeople = (destination: DestinationStream): DestinationStream => ({
  write: (line) => destination.write(terminalLine(line)),
})
