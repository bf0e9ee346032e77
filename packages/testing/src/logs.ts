import { type Logger, pino } from 'pino'

/** A log that writes nothing. */
export const silentLog: Logger = pino({ level: 'silent' })

/** A log whose lines, parsed, are added to `lines` */
export const recordingLog = (lines: Record<string, unknown>[]): Logger =>
  pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line)) })
