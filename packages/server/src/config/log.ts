import { type Logger, pino } from 'pino'

/** Log lines are JSON, one per line, on stderr: stdout belongs to what the commands print. */
export const createLog = (level: string): Logger =>
  pino({ level, base: null }, pino.destination({ dest: 2, sync: true }))
