import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { Problem } from '../../../problems/problem.ts'
import { enqueueMail } from '../../foundation/mail/enqueue-mail.ts'
import { getOrganization } from '../../foundation/organizations/get-organization.ts'
import { reachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { listPermissionHolders } from '../../members/organization-roles/list-permission-holders.ts'
import type { ApiClientRow } from './api-client.ts'
import { selectSecrets, updateFirstUse } from './api-client-secrets-repository.ts'
import { changeApiClient } from './change-api-client.ts'
import { knownSecret, matchingSecret, type StoredSecret } from './client-secret.ts'
import type { Credentials, RenewedCredentials } from './issue-credentials.ts'
import { longestOverlapHours, replaceSecret } from './replace-secret.ts'

type RotationParts = Parts<'clock' | 'vault' | 'config' | 'log' | 'publicUrl'>

interface Rotation {
  /** The secret that is to be replaced */
  clientSecret: string
  /** YYYY-MM-DD; 90 days ahead unless given */
  expiresOn?: string | null
  /** 24 unless given. At least one: without an overlap, an answer that is lost would lock the client out. */
  overlapHours?: number
}

/** As many as one a day needs, each with the longest overlap, and some more. */
const mostSecrets = 10

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
    if (!Number.isInteger(overlapHours) || overlapHours < 1 || overlapHours > longestOverlapHours) {
      const detail = `The overlap must be a whole number of hours from 1 to ${longestOverlapHours}.`
      throw new Problem('overlap_invalid', detail)
    }
    const proof = await requireProof(parts, principal, row, clientSecret)
    const { credentials, change } = await replaceSecret(parts, principal, row, {
      expiresOn,
      overlapHours,
      formerExpiresAt: proof.expiresAt,
      mayBeLost: true,
    })
    if (row.hasExpiryReminder) await tellManagers(parts, principal, row, credentials)
    return { result: credentials, change }
  })

/**
 * The newest secret. A former one in its overlap will do only while no later one, made by the client itself, was ever
 * used: then the answers with them may have been lost. Otherwise, who has stolen a secret would keep the client after the
 * secret was replaced. To make the next secret is a use: the one that proves it has arrived.
 */
async function requireProof(
  { db, vault, clock }: RotationParts,
  { organizationKey }: Principal,
  { key }: ApiClientRow,
  given: string,
): Promise<StoredSecret> {
  const now = clock.now()
  const secrets = await selectSecrets(db, organizationKey, key)
  const valid = secrets.filter(({ expiresAt }) => Date.parse(expiresAt) > now)
  const proven = matchingSecret(vault, valid.map(knownSecret), given)
  const proof = valid.find(({ key }) => key === proven?.key)
  if (!proof) {
    const detail = 'The field clientSecret must be the secret of this API client, and the secret must not have expired.'
    throw new Problem('secret_not_proven', detail)
  }
  const isNewer = ({ key, isCurrent, createdAt }: StoredSecret): boolean =>
    key !== proof.key && (isCurrent || createdAt > proof.createdAt)
  // Those that have expired count too.
  if (secrets.some((secret) => isNewer(secret) && secret.usedAt !== null)) {
    throw new Problem('secret_replaced', 'The field clientSecret is a former secret, and a newer one is in use.')
  }
  if (valid.length < mostSecrets) {
    await updateFirstUse(db, organizationKey, proof.key, toTimestamp(now))
    return proof
  }
  const ends = valid.map(({ expiresAt }) => expiresAt).sort()[0]
  const detail = `The API client has ${valid.length} secrets that work. Try again when the next one has ended: at ${ends}.`
  throw new Problem('secrets_limited', detail)
}

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
  for (const { email, name } of await listPermissionHolders(parts, organizationKey, permission))
    await enqueueMail(parts, organizationKey, { kind: 'secret-rotated', to: { address: email, name }, values })
}
