import { type Insertable, type Selectable, sql } from 'kysely'
import { deleteInSlices } from '../../../db/delete-in-slices.ts'
import { fromFlag, toFlag } from '../../../db/flag.ts'
import { fold } from '../../../db/fold.ts'
import { foldedName } from '../../../db/folded-columns.ts'
import { isKey } from '../../../db/keys.ts'
import type { RelyingPartyTable } from '../../../db/schema/relying-parties-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { AllowedUsers, RelyingPartySettings, StoredRelyingParty } from './relying-party.ts'
import { linksOf, type RelyingPartyLinks, replaceLinks, selectLinks } from './relying-party-links-repository.ts'

type Row = Selectable<RelyingPartyTable>

const json = (value: object | null): string | null => value && JSON.stringify(value)

const settingsColumns = (settings: RelyingPartySettings) => ({
  name: settings.name,
  name_folded: foldedName(settings.name),
  logo_url: settings.logoUrl,
  type: settings.type,
  is_active: toFlag(settings.isActive),
  client_authentication: settings.clientAuthentication,
  redirect_uris: JSON.stringify(settings.redirectUris),
  post_logout_redirect_uris: JSON.stringify(settings.postLogoutRedirectUris),
  back_channel_logout_uri: settings.backChannelLogoutUri,
  initiate_login_uri: settings.initiateLoginUri,
  requires_pkce: toFlag(settings.requiresPkce),
  requires_consent: toFlag(settings.requiresConsent),
  requires_pushed_requests: toFlag(settings.requiresPushedRequests),
  uses_dpop: settings.usesDpop,
  allows_refresh_tokens: toFlag(settings.allowsRefreshTokens),
  access_token_minutes: settings.accessTokenMinutes,
  refresh_token_days: settings.refreshTokenDays,
  scopes: JSON.stringify(settings.scopes),
  allowed_users: settings.allowedUsers.who,
  asset_key: settings.assetKey,
  environment_key: settings.environmentKey,
  max_sign_in_age_minutes: settings.maxSignInAgeMinutes,
  requires_second_factor: toFlag(settings.requiresSecondFactor),
  limits_identity_providers: toFlag(settings.identityProviderKeys !== null),
  jwks: json(settings.jwks),
  jwks_uri: settings.jwksUri,
  has_expiry_reminder: toFlag(settings.hasExpiryReminder),
})

const origins = ({ jwksOrigins }: StoredRelyingParty): string | null =>
  jwksOrigins.length > 0 ? JSON.stringify(jwksOrigins) : null

export async function insertRelyingParty(
  db: Db,
  organizationKey: string,
  relyingParty: StoredRelyingParty,
): Promise<void> {
  const row: Insertable<RelyingPartyTable> = {
    organization_key: organizationKey,
    key: relyingParty.key,
    client_id: relyingParty.clientId,
    ...settingsColumns(relyingParty),
    jwks_origins: origins(relyingParty),
    last_used_at: null,
    created_by: JSON.stringify(relyingParty.createdBy),
    created_at: relyingParty.createdAt,
    updated_at: relyingParty.updatedAt,
  }
  await db.insertInto('relying_parties').values(row).execute()
  const links = linksOf(relyingParty.allowedUsers, relyingParty.identityProviderKeys)
  await replaceLinks(db, organizationKey, relyingParty.key, links)
}

export async function updateRelyingPartyRow(
  db: Db,
  organizationKey: string,
  relyingParty: StoredRelyingParty,
): Promise<void> {
  await db
    .updateTable('relying_parties')
    .set({ ...settingsColumns(relyingParty), jwks_origins: origins(relyingParty), updated_at: relyingParty.updatedAt })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', relyingParty.key)
    .execute()
  const links = linksOf(relyingParty.allowedUsers, relyingParty.identityProviderKeys)
  await replaceLinks(db, organizationKey, relyingParty.key, links)
}

/** With what it names, its secrets, and the consents that users have given it: there may be very many. */
export async function deleteRelyingPartyRow(db: Db, organizationKey: string, key: string): Promise<void> {
  await deleteInSlices(db, {
    table: 'relying_party_consents',
    primaryKey: ['organization_key', 'user_key', 'relying_party_key'],
    where: sql<boolean>`organization_key = ${organizationKey} and relying_party_key = ${key}`,
  })
  await db
    .deleteFrom('relying_parties')
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

/** Later uses only: nodes may write in any order. */
export async function updateLastUse(db: Db, organizationKey: string, key: string, usedAt: string): Promise<void> {
  await db
    .updateTable('relying_parties')
    .set({ last_used_at: usedAt })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where((where) => where.or([where('last_used_at', 'is', null), where('last_used_at', '<', usedAt)]))
    .execute()
}

/**
 * Keeps other transactions from changing the relying party and its secrets before the transaction ends: the update
 * changes nothing but takes the row's lock, on both engines.
 */
export async function lockRelyingPartyRow(db: Db, organizationKey: string, key: string): Promise<void> {
  await db
    .updateTable('relying_parties')
    .set({ updated_at: sql.ref('updated_at') })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

/** By its key, or by its client ID */
export async function selectRelyingParty(
  db: Db,
  organizationKey: string,
  by: { key: string } | { clientId: string },
): Promise<StoredRelyingParty | undefined> {
  const row = await db
    .selectFrom('relying_parties')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where((where) => ('key' in by ? where('key', '=', by.key) : where('client_id', '=', by.clientId)))
    .executeTakeFirst()
  return row && (await withLinks(db, organizationKey, [row]))[0]
}

/** By name */
export async function selectActiveRelyingParties(
  db: Db,
  organizationKey: string,
  limit: number,
): Promise<StoredRelyingParty[]> {
  const rows = await db
    .selectFrom('relying_parties')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('is_active', '=', toFlag(true))
    .orderBy('name_folded')
    .orderBy('key')
    .limit(limit)
    .execute()
  return withLinks(db, organizationKey, rows)
}

/** The keys of those with this key, client ID or name: more than one only where one's name is the key of another. */
export async function selectKeysNamed(db: Db, organizationKey: string, text: string): Promise<string[]> {
  const folded = fold(text)
  const rows = await db
    .selectFrom('relying_parties')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where((where) =>
      where.or([
        where('client_id', '=', folded),
        where('name_folded', '=', foldedName(text)),
        ...(isKey(folded) ? [where('key', '=', folded)] : []),
      ]),
    )
    .orderBy('key')
    .limit(2)
    .execute()
  return rows.map(({ key }) => key)
}

/** These rows with what they name, in the same order */
async function withLinks(db: Db, organizationKey: string, rows: readonly Row[]): Promise<StoredRelyingParty[]> {
  const links = await selectLinks(
    db,
    organizationKey,
    rows.map(({ key }) => key),
  )
  return rows.map((row) => fromRow(row, links.get(row.key) ?? linksOf({ who: 'everybody' }, null)))
}

const fromRow = (row: Row, links: RelyingPartyLinks): StoredRelyingParty => ({
  key: row.key,
  clientId: row.client_id,
  name: row.name,
  logoUrl: row.logo_url,
  type: row.type,
  isActive: fromFlag(row.is_active),
  clientAuthentication: row.client_authentication,
  redirectUris: JSON.parse(row.redirect_uris),
  postLogoutRedirectUris: JSON.parse(row.post_logout_redirect_uris),
  backChannelLogoutUri: row.back_channel_logout_uri,
  initiateLoginUri: row.initiate_login_uri,
  requiresPkce: fromFlag(row.requires_pkce),
  requiresConsent: fromFlag(row.requires_consent),
  requiresPushedRequests: fromFlag(row.requires_pushed_requests),
  usesDpop: row.uses_dpop,
  allowsRefreshTokens: fromFlag(row.allows_refresh_tokens),
  accessTokenMinutes: row.access_token_minutes,
  refreshTokenDays: row.refresh_token_days,
  scopes: JSON.parse(row.scopes),
  allowedUsers: allowedUsersOf(row.allowed_users, links),
  assetKey: row.asset_key,
  environmentKey: row.environment_key,
  maxSignInAgeMinutes: row.max_sign_in_age_minutes,
  requiresSecondFactor: fromFlag(row.requires_second_factor),
  identityProviderKeys: fromFlag(row.limits_identity_providers) ? links.identityProviderKeys : null,
  jwks: row.jwks === null ? null : JSON.parse(row.jwks),
  jwksUri: row.jwks_uri,
  jwksOrigins: row.jwks_origins ? JSON.parse(row.jwks_origins) : [],
  hasExpiryReminder: fromFlag(row.has_expiry_reminder),
  lastUsedAt: row.last_used_at,
  createdBy: JSON.parse(row.created_by),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

function allowedUsersOf(
  who: Row['allowed_users'],
  { applicationRoleKeys, groupKeys }: RelyingPartyLinks,
): AllowedUsers {
  if (who === 'roles') return { who, applicationRoleKeys }
  if (who === 'groups') return { who, groupKeys }
  return { who }
}
