import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { Problem } from '../../../problems/problem.ts'
import { requireOverlap } from '../../foundation/client-secrets/replace-secret.ts'
import { requireSecretProof } from '../../foundation/client-secrets/require-secret-proof.ts'
import { enqueueMail } from '../../foundation/mail/enqueue-mail.ts'
import { getOrganization } from '../../foundation/organizations/get-organization.ts'
import { reachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { listPermissionHolders } from '../../members/organization-roles/list-permission-holders.ts'
import type { ApiClientRow } from './api-client.ts'
import { apiClientHolder } from './api-client-kind.ts'
import { changeApiClient } from './change-api-client.ts'
import type { Credentials, RenewedCredentials } from './credentials.ts'
import { replaceApiClientSecret } from './replace-api-client-secret.ts'

type RotationParts = Parts<'clock' | 'vault' | 'config' | 'log' | 'publicUrl'>

interface Rotation {
  /** The secret that is to be replaced */
  clientSecret: string
  /** YYYY-MM-DD; 90 days ahead unless given */
  expiresOn?: string | null
  /** 24 unless given. At least one: without an overlap, an answer that is lost would lock the client out. */
  overlapHours?: number
}

/**
 * An API client makes its own next secret, where its settings allow it. An access token alone is not enough: whoever
 * has stolen one would have the client for as long as they like. Those who may manage API clients are told by mail,
 * unless the client's mails are turned off.
 * @throws Problem secret_rotation_not_allowed, secret_not_proven, secret_replaced, secrets_limited,
 *   overlap_invalid, secret_expiry_invalid
 */
export const rotateOwnSecret = (
  parts: RotationParts,
  principal: Principal,
  { clientSecret, expiresOn, overlapHours = 24 }: Rotation,
): Promise<RenewedCredentials> =>
  changeApiClient(parts, principal, principal.actor.key ?? '', async (parts, row) => {
    if (!row.mayRotateSecret || row.isSuspended) {
      const detail = `The API client ${row.name} may not make its own secrets. Whoever manages it can allow it: mayRotateSecret.`
      throw new Problem('secret_rotation_not_allowed', detail)
    }
    requireOverlap(overlapHours, 1)
    const proof = await requireSecretProof(parts, apiClientHolder(principal.organizationKey, row.key), clientSecret)
    const replaced = await replaceApiClientSecret(parts, principal, row, {
      expiresOn,
      overlapHours,
      formerExpiresAt: proof.expiresAt,
    })
    if (row.hasExpiryReminder) await tellManagers(parts, principal, row, replaced.result)
    return replaced
  })

async function tellManagers(
  parts: RotationParts,
  { organizationKey, actor }: Principal,
  { key, name: clientName }: ApiClientRow,
  { secretExpiresAt: expiresAt }: Credentials,
): Promise<void> {
  const { baseUrl } = reachedOrganization(await getOrganization(parts, organizationKey), parts.publicUrl())
  const at = toTimestamp(parts.clock.now())
  const values = { clientName, at, address: actor.address, expiresAt, link: `${baseUrl}/api-clients/${key}` }
  const permission = 'User and access management > Manage API clients'
  for (const { email, name, language } of await listPermissionHolders(parts, organizationKey, permission))
    await enqueueMail(parts, organizationKey, {
      kind: 'secret-rotated',
      to: { address: email, name, language },
      values,
    })
}
