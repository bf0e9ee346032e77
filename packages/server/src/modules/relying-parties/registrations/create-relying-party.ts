import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { noKeys, originsAfter } from '../../foundation/client-keys/key-origins.ts'
import { issueSecret } from '../../foundation/client-secrets/issue-secret.ts'
import { secretExpiry } from '../../foundation/client-secrets/secret-expiry.ts'
import { creatorOf } from '../../foundation/permissions/creator.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { recordRelyingPartyChange, relyingPartyNameTaken, settingsOf } from './change-relying-party.ts'
import { insertRelyingParty } from './relying-parties-repository.ts'
import type { RelyingPartyCreateRequest, RelyingPartyCredentials } from './relying-parties-schemas.ts'
import { hasSecrets, type RelyingPartySettings, type StoredRelyingParty } from './relying-party.ts'
import { newRelyingPartyId } from './relying-party-id.ts'
import { relyingPartyHolder } from './relying-party-kind.ts'
import { requireAuthorityInStages, requireNamedKeys } from './require-named-keys.ts'
import { requireSoundSettings } from './require-sound-settings.ts'
import { settingsAfter } from './settings-after.ts'

/**
 * Registers a sign-in application, with its first secret where it authenticates with one.
 * @throws Problem invalid_body, jwks_invalid, relying_party_address_invalid, relying_party_settings_unfit,
 *   permission_missing, environment_unknown, relying_party_asset_elsewhere, relying_party_allowed_users_unknown,
 *   identity_provider_unknown, relying_party_name_taken, secret_expiry_invalid
 */
export function createRelyingParty(
  parts: Parts<'clock' | 'vault' | 'config'>,
  principal: Principal,
  { expiresOn, type, ...request }: RelyingPartyCreateRequest,
): Promise<RelyingPartyCredentials> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    const settings = settingsAfter(initialSettings({ ...request, type }), request)
    requireSoundSettings(parts, settings)
    await requireAuthorityInStages(parts, principal, [settings.environmentKey])
    await requireNamedKeys(parts, principal, settings)
    const secretExpiresAt = hasSecrets(settings.clientAuthentication) ? secretExpiry(expiresOn, clock.now()) : null
    const now = toTimestamp(clock.now())
    const createdBy = creatorOf(principal.actor)
    const relyingParty: StoredRelyingParty = {
      ...settings,
      key: newKey(clock.now()),
      clientId: newRelyingPartyId(),
      jwksOrigins: originsAfter(settings, noKeys, { createdAt: now, createdBy }),
      lastUsedAt: null,
      createdBy,
      createdAt: now,
      updatedAt: now,
    }
    const { key, clientId } = relyingParty
    await refuseTakenName(relyingPartyNameTaken(settings.name), () =>
      insertRelyingParty(db, organizationKey, relyingParty),
    )
    const holder = relyingPartyHolder(organizationKey, key)
    const clientSecret =
      secretExpiresAt && (await issueSecret(parts, principal.actor, holder, { expiresAt: secretExpiresAt }))
    const after = { clientId, ...settingsOf(relyingParty), secretExpiresAt }
    await recordRelyingPartyChange(parts, principal, relyingParty, { action: 'relying-party.created', after })
    return { key, clientId, clientSecret, secretExpiresAt }
  })
}

/** What holds unless the request says otherwise: what is safe, and asks the users nothing. */
const initialSettings = ({ name, type, redirectUris }: RelyingPartyCreateRequest): RelyingPartySettings => ({
  name,
  logoUrl: null,
  type,
  isActive: true,
  clientAuthentication: type === 'web' ? 'client_secret_basic' : 'none',
  redirectUris,
  postLogoutRedirectUris: [],
  backChannelLogoutUri: null,
  initiateLoginUri: null,
  requiresPkce: true,
  requiresConsent: false,
  requiresPushedRequests: false,
  usesDpop: 'allowed',
  allowsRefreshTokens: false,
  accessTokenMinutes: 60,
  refreshTokenDays: 30,
  scopes: ['openid', 'profile', 'email'],
  allowedUsers: { who: 'everybody' },
  assetKey: null,
  environmentKey: null,
  maxSignInAgeMinutes: null,
  requiresSecondFactor: false,
  identityProviderKeys: null,
  jwks: null,
  jwksUri: null,
  hasExpiryReminder: true,
})
