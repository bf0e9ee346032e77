import type { Vault } from '../../../config/vault.ts'
import { normalRecoveryCode } from './recovery-codes.ts'

/** Keyed, and different for each user */
export const hashRecoveryCode = (vault: Vault, userKey: string, code: string): string =>
  vault.hash('recovery codes', `recovery code ${userKey} ${normalRecoveryCode(code)}`)
