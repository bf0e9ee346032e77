import { randomUUID } from 'node:crypto'
import { type ClaimedWorker, createClaimedWorker } from '../../../db/claimed-work.ts'
import type { Parts } from '../../../db/parts.ts'
import { listOrganizations } from '../../../modules/foundation/organizations/list-organizations.ts'
import { reachedOrganization } from '../../../modules/foundation/organizations/organization-directory.ts'
import { fetchOutgoing } from '../../../modules/foundation/outgoing/fetch-outgoing.ts'
import type { OutgoingParts } from '../../../modules/foundation/outgoing/outgoing-requests.ts'
import type { SigningKeyDirectory } from '../../../modules/foundation/signing-keys/signing-key-directory.ts'
import {
  claimLogoutNotices,
  completeLogoutNotice,
  type LogoutNotice,
  postponeLogoutNotice,
} from '../../../modules/members/sessions/logout-notices.ts'
import type { RelyingPartyDirectory } from '../../../modules/relying-parties/registrations/relying-party-directory.ts'
import { signInSigningKey } from '../tokens/sign-in-signing-key.ts'
import { encode, signJwt } from '../tokens/sign-jwt.ts'

type NotifierParts = Parts<'clock' | 'log' | 'publicUrl'> &
  OutgoingParts & {
    signingKeyDirectory: SigningKeyDirectory
    relyingPartyDirectory: RelyingPartyDirectory
  }

const pollMilliseconds = 5_000
const mostAtOnce = 20
/** A token says that it is for this moment: OpenID Connect Back-Channel Logout 1.0, section 2.4. */
const tokenSeconds = 120

/** Tells applications that sessions of their users have ended (OpenID Connect Back-Channel Logout 1.0). */
export function createLogoutNotifier(parts: NotifierParts): ClaimedWorker {
  const { db, log } = parts

  async function carryOut(notice: LogoutNotice): Promise<void> {
    const { organizationKey, clientId, attempts } = notice
    const relyingParty = await parts.relyingPartyDirectory.find(organizationKey, clientId)
    // Also one that is suspended: its users were signed out by that.
    const uri = notice.uri ?? relyingParty?.backChannelLogoutUri ?? null
    const failure = uri ? await tell(uri, notice) : undefined
    if (failure === undefined) return completeLogoutNotice(parts, notice)
    log.warn({ relyingParty: relyingParty?.key, attempts, failure }, 'an application could not be told of a sign-out')
    await postponeLogoutNotice(parts, notice)
  }

  /** @returns why it failed; undefined where it did not */
  async function tell(uri: string, notice: LogoutNotice): Promise<string | undefined> {
    const body = new URLSearchParams({ logout_token: await logoutToken(notice) }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    try {
      const { status } = await fetchOutgoing(parts, notice.organizationKey, uri, { method: 'POST', headers, body })
      return status >= 200 && status < 300 ? undefined : `it answered ${status}`
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  async function logoutToken({ organizationKey, clientId, userKey, sid }: LogoutNotice): Promise<string> {
    const organization = (await listOrganizations(parts)).find((candidate) => candidate.key === organizationKey)
    if (!organization) throw new Error('the organization does not exist any more')
    const { issuer } = reachedOrganization(organization, parts.publicUrl())
    const { keys } = await parts.signingKeyDirectory.find(organizationKey)
    const signingKey = signInSigningKey(keys)
    const iat = Math.floor(parts.clock.now() / 1000)
    const claims = {
      iss: issuer,
      aud: clientId,
      sub: userKey,
      sid,
      iat,
      exp: iat + tokenSeconds,
      jti: randomUUID(),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    }
    return signJwt(signingKey, encode({ alg: signingKey.alg, typ: 'logout+jwt', kid: signingKey.kid }), claims)
  }

  return createClaimedWorker<LogoutNotice>(db, {
    kind: 'logout-notices',
    pollMilliseconds,
    find: (underWay) => claimLogoutNotices(parts, mostAtOnce - underWay.length),
    carryOut,
    onError: (err) => log.error({ err }, 'applications could not be told of sign-outs'),
  })
}
