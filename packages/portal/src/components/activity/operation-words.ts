import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { pageI18n } from '../language/page-language.ts'
import { auditEntityLabel } from '../values/audit-labels.ts'

/** By the first part of an operation's path: the type of what it is about */
const types: Record<string, string> = {
  access: 'user',
  'api-clients': 'api-client',
  'application-roles': 'application-role',
  assets: 'asset',
  'bulk-changes': 'bulk-change',
  branding: 'organization',
  'deployed-assets': 'asset',
  environments: 'environment',
  groups: 'group',
  'identity-provider-connection': 'identity-provider',
  'identity-providers': 'identity-provider',
  mails: 'mail',
  'mail-settings': 'mail-settings',
  'mail-templates': 'mail-templates',
  organization: 'organization',
  'organization-roles': 'organization-role',
  portfolios: 'portfolio',
  'registered-apis': 'registered-api',
  'relying-parties': 'relying-party',
  'saml-keys': 'saml-key',
  'sign-in-settings': 'sign-in-settings',
  'signing-keys': 'signing-key',
  'user-invitations': 'user',
  users: 'user',
}

/** What is done by methods to parts of a thing, where "change" would say too little */
const parts: Record<string, MessageDescriptor> = {
  'POST secrets': msg`generate secret`,
  'DELETE secrets': msg`end secret`,
  'POST suspend': msg`suspend`,
  'POST resume': msg`resume`,
  'POST organization-roles': msg`grant role`,
  'POST application-roles': msg`grant role`,
  'DELETE organization-roles': msg`revoke role`,
  'DELETE application-roles': msg`revoke role`,
  'POST offboarding': msg`offboard`,
  'POST invitation': msg`invite`,
  'POST password-reset': msg`reset password`,
  'DELETE sessions': msg`end sessions`,
}

const [view, create, change, remove] = [msg`view`, msg`create`, msg`change`, msg`delete`]
const whole: Record<string, MessageDescriptor> = { GET: view, POST: create, DELETE: remove }

/**
 * What an operation does, in the page's language: `POST /api/management/v1/api-clients/:key/secrets` → "API client: generate
 * secret". Nothing where the path is of something that has no words here.
 */
export function operationWords(route: string): string | undefined {
  const [method = '', path = ''] = route.split(' ')
  const [first = '', ...rest] = path.replace(/^\/api\/[^/]+\/v\d+\//, '').split('/')
  const type = types[first]
  if (type === undefined) return
  const part = rest.find((one) => !one.startsWith(':'))
  const verb =
    part === undefined ? whole[method] : (parts[`${method} ${part}`] ?? (method === 'GET' ? view : undefined))
  return `${auditEntityLabel(type)}: ${pageI18n()._(verb ?? change)}`
}
