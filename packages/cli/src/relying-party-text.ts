import type { listRelyingParties } from '@portico/server/modules/relying-parties/registrations/list-relying-parties.ts'
import type {
  RelyingPartyCredentials,
  RelyingPartyDetails,
  RenewedRelyingPartyCredentials,
} from '@portico/server/modules/relying-parties/registrations/relying-parties-schemas.ts'
import { formerSecretField } from './api-client-text.ts'
import { asTyped } from './npm-options.ts'
import { formatFields, formatTable } from './print.ts'

export function relyingPartyCredentialsText(
  credentials: RelyingPartyCredentials | RenewedRelyingPartyCredentials,
): string {
  const { key, clientId, clientSecret, secretExpiresAt } = credentials
  const facts: [string, string | null][] = [
    ['Key', key],
    ['Client ID', clientId],
  ]
  if (clientSecret === null) return formatFields(facts)
  facts.push(['Client secret', clientSecret], ['Secret expires', secretExpiresAt])
  if ('formerSecretExpiresAt' in credentials) facts.push(formerSecretField(credentials))
  return `${formatFields(facts)}\n\nKeep the secret now: it is not shown again.`
}

export const relyingPartyListText = (found: Awaited<ReturnType<typeof listRelyingParties>>['results']): string =>
  found.length === 0
    ? `There is no sign-in application yet: ${asTyped('portico relying-party create')} makes one.`
    : formatTable(
        ['NAME', 'KEY', 'CLIENT ID', 'TYPE', 'STATUS', 'SECRET EXPIRES', 'LAST USED'],
        found.map((one) => [
          one.name,
          one.key,
          one.clientId,
          one.type,
          one.status,
          one.secretExpiresAt,
          one.lastUsedAt,
        ]),
      )

export function relyingPartyDetailsText(one: RelyingPartyDetails): string {
  const yes = (value: boolean): string => (value ? 'yes' : 'no')
  const lines = (values: readonly string[] | null): string | null => values && (values.join(', ') || 'none')
  const { allowedUsers } = one
  const facts = formatFields([
    ['Name', one.name],
    ['Key', one.key],
    ['Client ID', one.clientId],
    ['Type', one.type],
    ['Status', one.status],
    ['Authentication', one.clientAuthentication],
    ['Redirect addresses', lines(one.redirectUris)],
    ['Post-logout addresses', lines(one.postLogoutRedirectUris)],
    ['Back-channel logout', one.backChannelLogoutUri],
    ['Starts at', one.initiateLoginUri],
    ['Logo', one.logoUrl],
    ['Address of the public keys', one.jwksUri],
    ['Scopes', lines(one.scopes)],
    [
      'Who may use it',
      allowedUsers.who === 'everybody'
        ? 'everybody'
        : `${allowedUsers.who}: ${lines(allowedUsers.applicationRoleKeys ?? allowedUsers.groupKeys ?? [])}`,
    ],
    ['Stage', one.environmentKey],
    ['Asset', one.assetKey],
    ['Identity providers', lines(one.identityProviderKeys) ?? 'all'],
    ['PKCE', one.requiresPkce ? 'demanded' : 'accepted'],
    ['Asks for consent', yes(one.requiresConsent)],
    ['Pushed requests', one.requiresPushedRequests ? 'demanded' : 'accepted'],
    ['DPoP', one.usesDpop],
    ['Second factor', one.requiresSecondFactor ? 'demanded' : 'as in the organization'],
    ['Refresh tokens', one.allowsRefreshTokens ? `${one.refreshTokenDays} days` : 'none'],
    ['Access tokens', `${one.accessTokenMinutes} minutes`],
    ['Reminder', one.hasExpiryReminder ? 'by e-mail, 14 days before' : 'none'],
    ['Last used', one.lastUsedAt],
    ['Created', one.createdAt],
    ['Created by', one.createdBy.name],
  ])
  if (one.secrets.length === 0) return facts
  const secrets = formatTable(
    ['KEY', 'ENDS IN', 'EXPIRES', 'CREATED', 'FIRST USED'],
    one.secrets.map((secret) => [secret.key, secret.lastFour, secret.expiresAt, secret.createdAt, secret.firstUsedAt]),
  )
  return `${facts}\n\nSecrets that work\n${secrets}`
}
