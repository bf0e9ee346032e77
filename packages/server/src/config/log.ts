import { isatty } from 'node:tty'
import { type DestinationStream, type Logger, pino } from 'pino'
import { terminalLine } from './terminal-log.ts'

const stderr = 2

/**
 * Log lines go to stderr: stdout belongs to what the commands print. They are JSON, one per line; on a terminal they are
 * written for people instead.
 */
export function createLog(level: string): Logger {
  const destination = pino.destination({ dest: stderr, sync: true })
  // PostgreSQL's errors quote the row that was refused, which is somebody's personal data.
  const redact = { paths: ['err.detail'], remove: true }
  return pino({ level, base: null, redact }, isatty(stderr) ? forPeople(destination) : destination)
}

const forPeople = (destination: DestinationStream): DestinationStream => ({
  write: (line) => destination.write(terminalLine(line)),
})
