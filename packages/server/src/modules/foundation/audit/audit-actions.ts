/** What is recorded, by the type of what it was done to: `user` with `created` is the action `user.created`. */
export const auditActions = {
  user: [
    'created',
    'updated',
    'deleted',
    'activated',
    'deactivated',
    'status-restored',
    'identity-linked',
    'identity-unlinked',
    'invited',
    'invitation-link-created',
    'registered',
    'registration-failed',
    'signed-in',
    'sign-in-failed',
    'signed-out',
    'password-changed',
    'password-reset',
    'password-removed',
    'password-reset-requested',
    'password-reset-failed',
    'sessions-ended',
    'offboarded',
  ],
  'bulk-change': ['started', 'undo-started', 'cancelled'],
  session: ['ended'],
  consent: ['given', 'withdrawn'],
  passkey: ['added', 'updated', 'removed'],
  authenticator: ['added', 'removed'],
  import: ['started'],
  group: [
    'created',
    'updated',
    'deleted',
    'users-added',
    'users-removed',
    'application-roles-added',
    'application-roles-removed',
  ],
  'claim-mapping': ['created', 'updated', 'deleted'],
  'organization-role': ['created', 'updated', 'deleted', 'granted', 'revoked'],
  'application-role': ['created', 'updated', 'deleted', 'granted', 'revoked'],
  'identity-provider': ['created', 'updated', 'assigned', 'deleted'],
  'saml-key': ['rotated'],
  'api-client': [
    'created',
    'updated',
    'permissions-changed',
    'scopes-changed',
    'secret-generated',
    'secret-ended',
    'suspended',
    'resumed',
    'deleted',
    'authentication-failed',
  ],
  'relying-party': ['created', 'updated', 'scopes-changed', 'secret-generated', 'secret-ended', 'deleted'],
  'registered-api': ['created', 'updated', 'deleted'],
  token: ['revoked'],
  asset: ['created', 'updated', 'deleted', 'deployed', 'undeployed', 'revision-created', 'revision-updated'],
  environment: ['created', 'updated'],
  portfolio: ['created', 'updated', 'deleted'],
  'sign-in-settings': ['updated'],
  mail: ['read'],
  'mail-settings': ['updated', 'deleted', 'tested', 'notice-failed'],
  'mail-templates': ['updated'],
  organization: ['created', 'set-up', 'updated', 'restored'],
  'signing-key': ['rotated'],
  'master-key': ['rotated'],
  request: ['refused'],
} as const

type Actions = typeof auditActions

/** What was done, as `<entity>.<verb in the past tense>`. */
export type AuditAction = { [Entity in keyof Actions]: `${Entity}.${Actions[Entity][number]}` }[keyof Actions]

/** Every action there is */
export const auditActionNames = Object.entries(auditActions).flatMap(([entity, verbs]) =>
  verbs.map((verb) => `${entity}.${verb}` as AuditAction),
)

/**
 * What an entry may be about. What is done to a passkey or an authenticator app is about its user, a refused request
 * about the operation that was asked for.
 */
export const auditEntityTypes = [
  ...Object.keys(auditActions).filter((type) => !['passkey', 'authenticator', 'request'].includes(type)),
  'operation',
] as AuditEntityType[]
export type AuditEntityType = Exclude<keyof Actions, 'passkey' | 'authenticator' | 'request'> | 'operation'
