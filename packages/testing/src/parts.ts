import { type Config, readConfig } from '@portico/server/config/config.ts'
import { type Logger, pino } from 'pino'

/** The configuration that a server has by itself, but for what is given */
export const testConfig = (changes: Partial<Config> = {}): Config => ({ ...readConfig({}, {}), ...changes })

export const silentLog: Logger = pino({ level: 'silent' })

/** A log whose lines, parsed, are added to `lines` */
export const recordingLog = (lines: Record<string, unknown>[]): Logger =>
  pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line)) })
