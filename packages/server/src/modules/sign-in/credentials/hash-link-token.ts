import type { Vault } from '../../../config/vault.ts'
import { emailIdentity } from '../../../db/folded-columns.ts'
import type { Purpose } from './one-time-codes-repository.ts'

/** What is stored of a link's token, and what it is found by. */
export const hashLinkToken = (vault: Vault, purpose: Purpose, token: string): string =>
  vault.hash('links', `${purpose} link ${token}`)

/** What is stored of the token in the browser that asked for a code, and what the code is found by. */
export const hashBrowser = (vault: Vault, token: string): string => vault.hash('links', `code browser ${token}`)

/** What is stored of the e-mail that an anonymous caller typed. */
export const hashRecipient = (vault: Vault, email: string): string =>
  vault.hash('links', `code recipient ${emailIdentity(email)}`)
