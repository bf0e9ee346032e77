import type { Config } from '@portico/server/config/config.ts'
import { type Outgoing, openOutgoing } from '@portico/server/outgoing/open-outgoing.ts'
import { silentLog } from './logs.ts'

/** Sends requests and mails to servers outside in this thread: starting another one takes longer than most tests do. */
export const outgoingHere = (config: Pick<Config, 'outgoingAllowedNetworks'>): Outgoing =>
  openOutgoing({ config, log: silentLog, inThread: false })
