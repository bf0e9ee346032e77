import { randomBytes } from 'node:crypto'

/** What the client IDs of relying parties begin with, and those of API clients never */
export const relyingPartyPrefix = 'rp_'

export const newRelyingPartyId = (): string => relyingPartyPrefix + randomBytes(16).toString('hex')

/** Whether this can be the client ID of a relying party: no name, and no ID of an API client, is likely to be one. */
export const isRelyingPartyId = (text: string): boolean => /^rp_[0-9a-f]{32}$/.test(text)
