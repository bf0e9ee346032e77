import type { Db } from '@portico/server/db/transaction.ts'
import type { ApiClient } from '@portico/server/modules/api-clients/clients/api-client.ts'
import type { ApiClientDetails } from '@portico/server/modules/api-clients/clients/get-api-client.ts'
import type { Credentials } from '@portico/server/modules/api-clients/clients/issue-credentials.ts'
import type { PermissionAnswer } from '@portico/server/modules/api-clients/clients/permission-selection.ts'
import { listEnvironments } from '@portico/server/modules/applications/portfolios/list-environments.ts'
import { formatFields, formatTable } from './print.ts'

export const apiClientCredentialsText = ({ key, clientId, clientSecret, secretExpiresAt }: Credentials): string =>
  `${formatFields([
    ['Key', key],
    ['Client ID', clientId],
    ['Client secret', clientSecret],
    ['Secret expires', secretExpiresAt],
  ])}\n\nKeep the secret now: it is not shown again.`

export const apiClientListText = (clients: readonly ApiClient[]): string =>
  clients.length === 0
    ? 'There is no API client yet: portico api-client create makes one.'
    : formatTable(
        ['NAME', 'KEY', 'CLIENT ID', 'STATUS', 'SECRET EXPIRES', 'LAST USED'],
        clients.map((one) => [one.name, one.key, one.clientId, one.status, one.secretExpiresAt, one.lastUsedAt]),
      )

export async function apiClientDetailsText(db: Db, organizationKey: string, client: ApiClientDetails): Promise<string> {
  const environments = await listEnvironments({ db }, organizationKey)
  const names = (keys: string[]): string =>
    environments.flatMap(({ key, name }) => (keys.includes(key) ? [name] : [])).join(', ')
  const grants = (permissions: PermissionAnswer[]): string =>
    permissions
      .map(({ name, environmentKeys }) => `  ${name}${environmentKeys ? ` in ${names(environmentKeys)}` : ''}`)
      .join('\n') || '  none'
  const facts = formatFields([
    ['Name', client.name],
    ['Description', client.description],
    ['Key', client.key],
    ['Client ID', client.clientId],
    ['Status', client.status],
    ['Secret', `ends in ${client.secretLastFour}, expires ${client.secretExpiresAt}`],
    ['Reminder', client.hasExpiryReminder ? 'by mail, 14 days before' : 'none'],
    ['Token type', client.accessTokenType],
    ['Next secret', client.mayRotateSecret ? 'it may make it by itself' : 'made by those who manage it'],
    ['Last used', client.lastUsedAt],
    ['Created', client.createdAt],
    ['Created by', client.createdBy?.name ?? null],
  ])
  return `${facts}\n\nPermissions\n${grants(client.permissions)}\n\nAdded automatically\n${grants(client.automaticPermissions)}`
}
