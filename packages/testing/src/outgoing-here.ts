import type { Config } from '@portico/server/config/config.ts'
import { type Outgoing, openOutgoing } from '@portico/server/outgoing/open-outgoing.ts'

/** Sends requests and mails to servers outside. */
export const outgoingHere = (config: Pick<Config, 'outgoingAllowedNetworks'>): Outgoing => openOutgoing({ config })
