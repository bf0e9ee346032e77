import { timingSafeEqual } from 'node:crypto'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import type { ExternalIdentity } from '../federation/external-identity.ts'
import type { PendingSamlSignIn } from '../federation/pending-external-sign-in.ts'
import { answerMilliseconds, hashOfRequest, type SamlAnswer } from './receive-saml-response.ts'
import { SamlRefusal } from './saml-refusal.ts'
import { selectSamlAnswer, takeSamlAnswer, upsertSamlName } from './saml-repository.ts'

/** As long as a sign-on may last, and then some: for so long the provider may ask to end it. */
const nameMilliseconds = 30 * 86_400_000

/**
 * Who the provider has proven, for the interaction that holds the request. It counts once, and in the browser that has
 * brought the answer.
 * @param ticket which that browser was told
 * @throws SamlRefusal where there is no answer, it was taken, or another browser has brought it
 */
export function takeSamlIdentity(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
  { providerKey, requestId }: PendingSamlSignIn,
  ticket: string,
): Promise<ExternalIdentity> {
  return transaction(parts, async ({ db, vault, clock }) => {
    const requestHash = hashOfRequest({ vault }, requestId)
    const row = await selectSamlAnswer(db, organizationKey, requestHash)
    const now = clock.now()
    const isUsable =
      row?.identity_encrypted &&
      row.identity_provider_key === providerKey &&
      row.created_at > toTimestamp(now - answerMilliseconds)
    if (!isUsable || !(await takeSamlAnswer(db, organizationKey, requestHash))) {
      throw new SamlRefusal('The provider has not answered this sign-in, its answer is too old, or it was used before.')
    }
    const { identity, ticket: expected }: SamlAnswer = JSON.parse(
      vault.decrypt('saml_messages.identity_encrypted', row, row.identity_encrypted ?? ''),
    )
    if (!isSame(ticket, expected)) throw new SamlRefusal('Another browser has brought the answer of the provider.')
    if (identity.session?.type === 'SAML') {
      await upsertSamlName(db, {
        organization_key: organizationKey,
        identity_provider_key: providerKey,
        name_hash: hashOfName({ vault }, identity.session.nameId),
        subject: identity.subject,
        expires_at: toTimestamp(now + nameMilliseconds),
      })
    }
    return identity
  })
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** What a name of the provider is found by */
export const hashOfName = ({ vault }: Pick<Parts<'vault'>, 'vault'>, nameId: string): string =>
  vault.hash('records', `saml name ${nameId}`)
