import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { pageI18n } from '../language/page-language.ts'

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
  administratorKey: msg`Key of the administrator`,
  backup: msg`Backup`,
  language: msg`Language`,
  text: msg`Text`,
  // Keys of other things, and their names
  userKey: msg`Key of the user`,
  userKeys: msg`Keys of the users`,
  groupKey: msg`Key of the group`,
  groupKeys: msg`Keys of the groups`,
  assetKey: msg`Key of the asset`,
  portfolioKey: msg`Key of the portfolio`,
  environmentKey: msg`Key of the stage`,
  environmentKeys: msg`Keys of the stages`,
  organizationRoleKey: msg`Key of the organization role`,
  organizationRoleName: msg`Organization role`,
  applicationRoleKey: msg`Key of the end-user role`,
  applicationRoleKeys: msg`Keys of the end-user roles`,
  applicationRoleName: msg`End-user role`,
  providerKey: msg`Key of the identity provider`,
  identityProviderKey: msg`Key of the identity provider`,
  identityProviderKeys: msg`Keys of the identity providers`,
  // Periods and orders
  startTime: msg`Beginning`,
  endTime: msg`End`,
  order: msg`Order`,
  purpose: msg`Purpose`,
  // Clients and keys
  clientId: msg`Client ID`,
  secretExpiresAt: msg`Secret works until`,
  expiresOn: msg`Secret works until`,
  overlapHours: msg`Overlap in hours`,
  lastFour: msg`Last four characters`,
  accessTokenMinutes: msg`Minutes that tokens are valid`,
  accessTokenType: msg`Token type`,
  audience: msg`Audience`,
  algorithm: msg`Algorithm`,
  key: msg`Key`,
  activatesAt: msg`Signs from`,
  redirectUris: msg`Redirect URIs`,
  browserOrigins: msg`Origins`,
  hasExpiryReminder: msg`Expiry reminder`,
  mayRotateSecret: msg`May generate its next secret`,
  permissionKey: msg`Key of the permission`,
  // Identity providers
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
  kind: msg`Kind`,
  // Sign-in settings
  secondFactorRequiredFor: msg`Second factor required for`,
  passwordsRefusedFor: msg`Passkey instead of password for`,
  sessionMinutes: msg`Session length in minutes`,
  idleMinutes: msg`Idle time in minutes`,
  recentSignInMinutes: msg`Recent sign-in in minutes`,
  emailDomains: msg`E-mail domains`,
}

/** What a value of an audit entry is, in the page's language: `secretExpiresAt`. Others by their name in the API. */
export function auditFieldLabel(name: string): string {
  const label = Object.hasOwn(labels, name) ? labels[name] : undefined
  if (label) return pageI18n()._(label)
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
