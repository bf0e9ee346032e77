import type { Vault } from '../../../config/vault.ts'

/** What is stored of a session's token, and what it is found by. */
export const hashSessionToken = (vault: Vault, token: string): string => vault.hash('sessions', `session ${token}`)

/** What the pages send back in `x-csrf-token`. It belongs to the session's token and does not reveal it. */
export const csrfTokenOf = (vault: Vault, token: string): string => vault.hash('csrf tokens', `csrf ${token}`)
