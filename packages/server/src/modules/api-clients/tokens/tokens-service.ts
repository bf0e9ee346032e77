import type { Clock } from '../../../config/clock.ts'
import { announceChange } from '../../../db/change-feed.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { deleteExpired, insertRevokedToken, insertUsedAssertion, selectIsRevoked } from './tokens-repository.ts'

export interface TokenServiceDependencies {
  db: Db
  clock: Clock
}

export type TokenService = ReturnType<typeof createTokenService>

/** How long a revoked id is kept past its token's end: the longest tolerated difference between clocks. */
const clockTolerance = 300_000

/**
 * What must be remembered of tokens that are not stored: the ids of those that were revoked and of the client assertions
 * that were used, each until it has expired anyway.
 */
export function createTokenService({ db, clock }: TokenServiceDependencies) {
  return {
    /** RFC 7009. Once this resolves, the token is refused: on this node at once, on the others within a second. */
    async revoke(principal: Principal, token: { id: string; expiresAt: Date }): Promise<void> {
      const { organizationKey } = principal
      await transaction({ db: db }, async ({ db: trx }) => {
        await deleteExpired(trx, organizationKey, toTimestamp(clock.now()))
        const keepUntil = toTimestamp(token.expiresAt.getTime() + clockTolerance)
        await insertRevokedToken(trx, organizationKey, token.id, keepUntil)
        await announceChange(trx, organizationKey)
        const entity = { type: 'token', key: token.id, name: null }
        await recordChange({ db: trx, clock }, principal, { action: 'token.revoked', entity })
      })
    },

    isRevoked: (organizationKey: string, tokenId: string): Promise<boolean> =>
      selectIsRevoked(db, organizationKey, tokenId),

    /**
     * A client assertion counts once (RFC 7523, section 3).
     * @returns false where it was used before
     */
    async rememberAssertion(
      organizationKey: string,
      assertion: { clientId: string; assertionId: string; expiresAt: Date },
    ): Promise<boolean> {
      return transaction({ db: db }, async ({ db: trx }) => {
        await deleteExpired(trx, organizationKey, toTimestamp(clock.now()))
        const expiresAt = toTimestamp(assertion.expiresAt.getTime() + clockTolerance)
        return insertUsedAssertion(trx, organizationKey, { ...assertion, expiresAt })
      })
    },
  }
}
