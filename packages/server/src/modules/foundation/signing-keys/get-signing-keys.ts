import type { Parts } from '../../../db/parts.ts'
import { getOwnOrganization } from '../organizations/get-own-organization.ts'
import type { Principal } from '../permissions/principal.ts'
import { listSigningKeys } from './list-signing-keys.ts'
import { signingKeyState } from './signing-keys-in-use.ts'

/** The keys in use with what each does now, without their private halves */
export async function getSigningKeys(parts: Parts<'clock' | 'vault' | 'config' | 'publicUrl'>, principal: Principal) {
  const all = await listSigningKeys(parts, principal.organizationKey)
  const { issuer } = await getOwnOrganization(parts, principal)
  const now = parts.clock.now()
  return {
    keys: all.map((key) => {
      const { kid, algorithm, signsAccessTokens, createdAt, activatesAt, retiresAt } = key
      const state = signingKeyState(key, all, now)
      return { kid, algorithm, state, signsAccessTokens, createdAt, activatesAt, retiresAt }
    }),
    rotatedEveryDays: parts.config.rotateSigningKeysEveryDays ?? null,
    keySetUrl: `${issuer}/jwks`,
  }
}
