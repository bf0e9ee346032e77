import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { auditActions } from '@portico/sdk/generated/audit-actions.ts'
import { pageI18n } from '../language/page-language.ts'

type Actions = typeof auditActions

const entities: Record<keyof Actions | 'operation', MessageDescriptor> = {
  user: msg`User`,
  session: msg`Session`,
  consent: msg`Consent`,
  passkey: msg`Passkey`,
  authenticator: msg`Authenticator app`,
  import: msg`Import`,
  'bulk-change': msg`Bulk change`,
  group: msg`Group`,
  'claim-mapping': msg`Claim mapping`,
  'organization-role': msg`Organization role`,
  'application-role': msg`End-user role`,
  'identity-provider': msg`Identity provider`,
  'saml-key': msg`SAML key`,
  'api-client': msg`API client`,
  'relying-party': msg`Sign-in application`,
  'registered-api': msg`API`,
  token: msg`Access token`,
  asset: msg`Asset`,
  environment: msg`Stage`,
  portfolio: msg`Portfolio`,
  'sign-in-settings': msg`Sign-in settings`,
  mail: msg`Mail`,
  'mail-settings': msg`Mail settings`,
  'mail-templates': msg`Mail templates`,
  organization: msg`Organization`,
  'signing-key': msg`Signing key`,
  'master-key': msg`Master key`,
  request: msg`Request`,
  operation: msg`Operation`,
}

const verbs: Record<Actions[keyof Actions][number], MessageDescriptor> = {
  created: msg`created`,
  updated: msg`changed`,
  deleted: msg`deleted`,
  activated: msg`activated`,
  deactivated: msg`deactivated`,
  'status-restored': msg`status restored`,
  'identity-linked': msg`identity linked`,
  'identity-unlinked': msg`identity unlinked`,
  invited: msg`invited`,
  'invitation-link-created': msg`invitation link created`,
  offboarded: msg`offboarded`,
  registered: msg`registered`,
  'registration-failed': msg`registration failed`,
  'signed-in': msg`signed in`,
  'sign-in-failed': msg`sign-in failed`,
  'signed-out': msg`signed out`,
  'password-changed': msg`password changed`,
  'password-reset': msg`password reset`,
  'password-removed': msg`password removed`,
  'password-reset-requested': msg`password reset requested`,
  'password-reset-failed': msg`password reset failed`,
  'sessions-ended': msg`sessions ended`,
  ended: msg`ended`,
  given: msg`given`,
  withdrawn: msg`withdrawn`,
  added: msg`added`,
  removed: msg`removed`,
  started: msg`started`,
  'undo-started': msg`undo started`,
  cancelled: msg`cancelled`,
  'users-added': msg`users added`,
  'users-removed': msg`users removed`,
  'application-roles-added': msg`end-user roles added`,
  'application-roles-removed': msg`end-user roles removed`,
  granted: msg`granted`,
  revoked: msg`revoked`,
  assigned: msg`assigned`,
  rotated: msg`rotated`,
  'permissions-changed': msg`permissions changed`,
  'scopes-changed': msg`scopes changed`,
  'secret-generated': msg`secret generated`,
  'secret-ended': msg`secret ended`,
  suspended: msg`suspended`,
  resumed: msg`resumed`,
  'authentication-failed': msg`authentication failed`,
  deployed: msg`deployed`,
  undeployed: msg`removed from a stage`,
  'revision-created': msg`revision created`,
  'revision-updated': msg`revision changed`,
  read: msg`read`,
  // Stored with the message, before it is known what the server says to it: the mailbox shows that.
  tested: msg`test message written`,
  'notice-failed': msg`notice failed`,
  'set-up': msg`set up`,
  restored: msg`restored`,
  refused: msg`refused`,
}

/** Actions whose word is another one in other languages, where it is said of other things */
const wholeActions: Record<string, MessageDescriptor> = {
  'token.revoked': msg({ message: 'revoked', context: 'token' }),
}

/** In the page's language; what a newer server records, as the server names it */
const textOf = (texts: Record<string, MessageDescriptor>, name: string): string => {
  const text = texts[name]
  return text ? pageI18n()._(text) : name.replaceAll('-', ' ')
}

/** The entity type of an audit entry: `claim-mapping` → "Claim mapping" */
export const auditEntityLabel = (type: string): string => textOf(entities, type)

/** The action of an audit entry: `api-client.secret-generated` → "API client: secret generated" */
export function auditActionLabel(action: string): string {
  const [entity = '', verb = ''] = action.split('.')
  const whole = wholeActions[action]
  return `${auditEntityLabel(entity)}: ${whole ? pageI18n()._(whole) : textOf(verbs, verb)}`
}

const actors: Record<string, MessageDescriptor> = {
  user: msg`User`,
  'api-client': msg`API client`,
  system: msg`Portico`,
  anonymous: msg`Unknown caller`,
}

/** The type of whoever acted */
export const auditActorLabel = (type: string): string => textOf(actors, type)
