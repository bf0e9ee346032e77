import type { Vault } from '../../../config/vault.ts'
import type { Purpose } from './one-time-codes-repository.ts'

/** What is stored of a link's token, and what it is found by. */
export const hashLinkToken = (vault: Vault, purpose: Purpose, token: string): string =>
  vault.hash('links', `${purpose} link ${token}`)
