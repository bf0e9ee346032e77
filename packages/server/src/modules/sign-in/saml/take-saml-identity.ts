import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import type { ExternalIdentity } from '../federation/external-identity.ts'
import type { PendingSamlSignIn } from '../federation/pending-external-sign-in.ts'
import { answerMilliseconds, hashOfRequest } from './receive-saml-response.ts'
import { SamlRefusal } from './saml-refusal.ts'
import { selectSamlAnswer, takeSamlAnswer, upsertSamlName } from './saml-repository.ts'

/** As long as a sign-on may last, and then some: for so long the provider may ask to end it. */
const nameMilliseconds = 30 * 86_400_000

/**
 * Who the provider has proven, for the interaction that holds the request. It counts once.
 * @throws SamlRefusal where there is no answer, or it was taken
 */
export function takeSamlIdentity(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
  { providerKey, requestId }: PendingSamlSignIn,
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
    const identity: ExternalIdentity = JSON.parse(
      vault.decrypt('saml_messages.identity_encrypted', row, row.identity_encrypted ?? ''),
    )
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

/** What a name of the provider is found by */
export const hashOfName = ({ vault }: Pick<Parts<'vault'>, 'vault'>, nameId: string): string =>
  vault.hash('records', `saml name ${nameId}`)
