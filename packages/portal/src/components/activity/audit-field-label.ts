import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { type Language, languages } from '../language/language.ts'
import { pageI18n } from '../language/page-language.ts'
import { mailNames } from '../mail/mail-names.ts'

/** The words of the pages for the values that audit entries record. Settings of protocols keep their English names. */
const labels: Record<string, MessageDescriptor> = {
  name: msg`Name`,
  description: msg`Description`,
  email: msg`E-mail`,
  isEmailVerified: msg`E-mail verified`,
  photoUrl: msg`Photo URL`,
  status: msg`Status`,
  username: msg`Username`,
  subject: msg`Subject`,
  address: msg`Address`,
  addedAt: msg`Added`,
  expiresAt: msg`Valid until`,
  sessions: msg`Sessions`,
  method: msg`Way to sign in`,
  reason: msg`Reason`,
  failed: msg`Failed`,
  detail: msg`Details`,
  problem: msg`Problem`,
  action: msg`Action`,
  users: msg`Users`,
  records: msg`Entries`,
  permissions: msg`Permissions`,
  scopes: msg`Scopes`,
  type: msg`Type`,
  value: msg`Value`,
  valueDelimiter: msg`Delimiter`,
  domain: msg`Domain`,
  administratorKey: msg`Administrator`,
  backup: msg`Backup`,
  language: msg`Language`,
  text: msg`Text`,
  // Keys of other things, and their names
  userKey: msg`User`,
  userKeys: msg`Users`,
  groupKey: msg`Group`,
  groupKeys: msg`Groups`,
  assetKey: msg`Asset`,
  assetKeys: msg`Assets`,
  portfolioKey: msg`Portfolio`,
  environmentKey: msg`Stage`,
  environmentKeys: msg`Stages`,
  organizationRoleKey: msg`Organization role`,
  organizationRoleName: msg`Organization role`,
  applicationRoleKey: msg`End-user role`,
  applicationRoleKeys: msg`End-user roles`,
  applicationRoleName: msg`End-user role`,
  providerKey: msg`Identity provider`,
  identityProviderKey: msg`Identity provider`,
  identityProviderKeys: msg`Identity providers`,
  // Periods and orders
  startTime: msg`Beginning`,
  // Not what the button of that name does, which is a verb in other languages
  endTime: msg({ message: 'End', context: 'of a period' }),
  order: msg`Order`,
  purpose: msg`Purpose`,
  // Clients and keys
  clientId: msg`Client ID`,
  secretExpiresAt: msg`Secret expires`,
  expiresOn: msg`Secret expires`,
  overlapHours: msg`Overlap in hours`,
  lastFour: msg`Last four characters`,
  accessTokenMinutes: msg`Token lifetime in minutes`,
  accessTokenType: msg`Token type`,
  audience: msg`Audience`,
  algorithm: msg`Algorithm`,
  key: msg`Key`,
  activatesAt: msg`Signs from`,
  redirectUris: msg`Redirect URLs`,
  browserOrigins: msg`Origins`,
  hasExpiryReminder: msg`Expiry reminder`,
  mayRotateSecret: msg`May generate its next secret`,
  permissionKey: msg`Permission`,
  jwks: msg`Public keys`,
  jwksUri: msg`Address of the public keys`,
  clientSecret: msg`Client secret`,
  hasClientSecret: msg`Client secret`,
  isClientSecretNew: msg`Client secret`,
  createdBy: msg`Created by`,
  isSuspended: msg`Suspended`,
  isActive: msg`Active`,
  masterKey: msg`Master key`,
  former: msg`Former`,
  current: msg`Current`,
  next: msg`New`,
  step: msg`Step`,
  // Sign-in applications and APIs
  registeredApi: msg`API`,
  logoUrl: msg`Logo`,
  initiateLoginUri: msg`Start URL`,
  postLogoutRedirectUris: msg`Sign-out URLs`,
  backChannelLogoutUri: msg`Back-channel logout URL`,
  clientAuthentication: msg`Client authentication`,
  allowedUsers: msg`Allowed users`,
  allowsRefreshTokens: msg`Allow refresh tokens`,
  refreshTokenDays: msg`Refresh token lifetime in days`,
  maxSignInAgeMinutes: msg`Minutes until users must sign in again`,
  requiresConsent: msg`Ask users for consent`,
  requiresPkce: msg`Require PKCE`,
  requiresPushedRequests: msg`Require pushed authorization requests`,
  requiresSecondFactor: msg`Require a second factor`,
  usesDpop: msg`Bind tokens to a key of the application (DPoP)`,
  // Assets and roles
  applicationRoles: msg`End-user roles`,
  organizationRoles: msg`Organization roles`,
  environmentName: msg`Stage`,
  claim: msg`Claim`,
  members: msg`Members`,
  membershipType: msg`Membership`,
  revision: msg`Revision`,
  tag: msg`Tag`,
  releaseNotes: msg`Release notes`,
  commitMessage: msg`Commit message`,
  // Of somebody who was offboarded
  SuspendApiClients: msg`Suspend API clients`,
  EndClientCredentials: msg`End secrets and public keys`,
  EndApplicationCredentials: msg`End secrets and public keys of sign-in applications`,
  RemoveFromGroups: msg`Remove from groups`,
  RevokeOrganizationRoles: msg`Revoke organization roles`,
  RevokeApplicationRoles: msg`Revoke end-user roles`,
  EndSessions: msg`End sessions`,
  Deactivate: msg`Deactivate the account`,
  // The organization
  organization: msg`Organization`,
  branding: msg`Branding`,
  requestsPerMinute: msg`Requests per minute`,
  bulkPerMinute: msg`Bulk requests per minute`,
  // Identity providers
  hosting: msg`Hosting`,
  oidcConfiguration: msg`OpenID Connect`,
  samlConfiguration: msg`SAML settings`,
  profileLinkingField: msg`Link to existing users`,
  tokenNormalizations: msg`Claim names`,
  trustsSecondFactor: msg`Accept the second factor of the provider`,
  subtype: msg`Service`,
  emailTrustType: msg`Trusted e-mail addresses`,
  autoCreateProfiles: msg`Create new users`,
  // Mail
  host: msg`Server`,
  port: msg`Port`,
  security: msg`Encryption`,
  hasPassword: msg`Password`,
  password: msg`Password`,
  fromName: msg`Sender’s name`,
  fromAddress: msg`Sender’s address`,
  toAddress: msg`To`,
  to: msg`To`,
  kind: msg`Type`,
  // Sign-in settings
  secondFactorRequiredFor: msg`Second factor required for`,
  passwordsRefusedFor: msg`Passkey instead of password for`,
  sessionMinutes: msg`Session length in minutes`,
  idleMinutes: msg`Idle time in minutes`,
  recentSignInMinutes: msg`Recent sign-in in minutes`,
  emailDomains: msg`E-mail domains`,
}

const subjectOfMail = msg({ message: 'Subject', context: 'of a mail' })

/** Whether the value has a name in the page's language. */
export const hasAuditFieldLabel = (name: string): boolean => Object.hasOwn(labels, name)

/** A mail in one of the portal's languages: `invitation.pt` → "Invitation (Português)" */
function mailLabel(name: string): string | undefined {
  const [mail = '', language = ''] = name.split('.')
  if (!Object.hasOwn(mailNames, mail) || !Object.hasOwn(languages, language)) return undefined
  return `${pageI18n()._(mailNames[mail as keyof typeof mailNames])} (${languages[language as Language]})`
}

/**
 * What a value of an audit entry is, in the page's language: `secretExpiresAt`. Others by their name in the API.
 * @param of the value that it is within
 */
export function auditFieldLabel(name: string, of?: string): string {
  const mail = mailLabel(name)
  if (mail) return mail
  if (name === 'subject' && of !== undefined && mailLabel(of)) return pageI18n()._(subjectOfMail)
  const label = hasAuditFieldLabel(name) ? labels[name] : undefined
  if (label) return pageI18n()._(label)
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
