import type { Parts } from '../../../db/parts.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import { recordSecurityEvent } from '../../foundation/audit/record-security-event.ts'
import { triedUser } from '../credentials/acting-user.ts'
import type { RequestSource } from '../credentials/request-source.ts'
import type { ProviderFault } from './provider-fault.ts'

/**
 * Says in the log what is wrong with a provider or its answer. Where it was an answer, an attempt to sign in has failed.
 * @param tried undefined where nobody has come back from the provider yet
 */
export function recordProviderFault(
  parts: Parts<'clock' | 'log'>,
  { key, name }: Pick<StoredIdentityProvider, 'key' | 'name'>,
  { kind, message, detail }: ProviderFault,
  tried: { organizationKey: string; source: RequestSource } | undefined,
): void {
  parts.log.warn(
    { identityProvider: { key, name }, kind, reason: message, detail },
    'an identity provider let nobody in',
  )
  if (!tried) return
  const { organizationKey, source } = tried
  recordSecurityEvent(parts, {
    organizationKey,
    action: 'user.sign-in-failed',
    entity: triedUser(undefined),
    source: { address: source.address, traceId: source.traceId },
    details: { failed: 'provider', reason: kind, identityProviderKey: key },
  })
}
