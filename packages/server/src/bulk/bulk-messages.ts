import type { Config } from '../config/config.ts'
import type { CompiledCode } from '../config/thread-main.ts'
import type { Work } from '../db/announce-work.ts'
import type { WriteTurns } from '../db/write-turns.ts'

/** What the thread gets when it starts */
export interface BulkThreadData extends CompiledCode {
  config: Config
  environment: NodeJS.ProcessEnv
  /** SQLite: of the connection that goes first */
  turns: WriteTurns['memory'] | undefined
}

/** To the thread: there is work, or it is to stop. */
export type BulkRequest = 'wake' | 'stop'

/** From the thread: it carries out what there is, or it has stored work for another worker. */
export type BulkNotice = { isReady: true } | { stored: Work }
