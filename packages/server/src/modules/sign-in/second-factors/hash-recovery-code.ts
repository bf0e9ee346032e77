import type { Vault } from '../../../config/vault.ts'
import { normalRecoveryCode } from './recovery-codes.ts'

/** What the secret of an authenticator app is encrypted for: it cannot be decrypted as another user's. */
export const secretContext = (organizationKey: string, userKey: string): string =>
  `authenticator ${organizationKey} ${userKey}`

/** Keyed, and different for each user */
export const hashRecoveryCode = (vault: Vault, userKey: string, code: string): string =>
  vault.hash(`recovery code ${userKey} ${normalRecoveryCode(code)}`)
