import { auditActionLabel, auditEntityLabel } from '../../components/values/audit-labels.ts'

/**
 * The actions that the server records, by entity type: `user` with `created` is the action `user.created`. A test
 * compares them with the server's list.
 */
export const auditActions = {
  user: [
    'created',
    'updated',
    'deleted',
    'activated',
    'deactivated',
    'identity-linked',
    'invited',
    'registered',
    'signed-in',
    'sign-in-failed',
    'signed-out',
    'password-changed',
    'password-reset',
  ],
  session: ['ended'],
  passkey: ['added', 'updated', 'removed'],
  authenticator: ['added', 'removed'],
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
  'api-client': ['created', 'updated', 'permissions-changed', 'secret-generated', 'suspended', 'resumed', 'deleted'],
  token: ['revoked'],
  asset: ['created', 'updated', 'deleted', 'deployed', 'undeployed'],
  environment: ['created', 'updated'],
  portfolio: ['created', 'updated'],
  'mail-settings': ['updated', 'deleted', 'tested'],
  organization: ['created', 'set-up', 'updated'],
  'signing-key': ['rotated'],
} as const satisfies Record<string, readonly string[]>

/** The entity types of entries. Actions on a passkey have the user as entity. */
const entityTypes = Object.keys(auditActions).filter((type) => type !== 'passkey' && type !== 'authenticator')

export const actorOptions = [
  { value: 'user', label: 'People' },
  { value: 'api-client', label: 'API clients' },
  { value: 'system', label: 'Portico itself' },
] as const

export const actorLabels: Record<string, string> = {
  user: 'Person',
  'api-client': 'API client',
  system: 'Portico itself',
}

export const entityOptions = entityTypes.map((value) => ({ value, label: auditEntityLabel(value) }))

export const actionOptions = Object.entries(auditActions).map(([entity, verbs]) => ({
  group: auditEntityLabel(entity),
  items: verbs.map((verb) => ({ value: `${entity}.${verb}`, label: auditActionLabel(`${entity}.${verb}`) })),
}))
