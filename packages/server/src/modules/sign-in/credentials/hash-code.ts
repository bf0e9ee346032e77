import type { Vault } from '../../../config/vault.ts'
import type { Purpose } from './one-time-codes-repository.ts'

/** What is stored of a link's token, and what it is found by. */
export const hashLinkToken = (vault: Vault, purpose: Purpose, token: string): string =>
  vault.hash(`${purpose} link ${token}`)

/** What is stored of a code. With the row's key in it, the same digits have a different hash each time. */
export const hashCode = (vault: Vault, key: string, code: string): string => vault.hash(`code ${key} ${code}`)
