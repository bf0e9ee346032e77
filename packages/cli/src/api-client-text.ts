import type { Db } from '@portico/server/db/transaction.ts'
import type { ApiClient } from '@portico/server/modules/api-clients/clients/api-client.ts'
import type { Credentials, RenewedCredentials } from '@portico/server/modules/api-clients/clients/credentials.ts'
import type { ApiClientDetails } from '@portico/server/modules/api-clients/clients/get-api-client.ts'
import type { PermissionAnswer } from '@portico/server/modules/api-clients/clients/permission-selection.ts'
import { listEnvironments } from '@portico/server/modules/applications/portfolios/list-environments.ts'
import { asTyped } from './npm-options.ts'
import { formatFields, formatTable } from './print.ts'

export const apiClientCredentialsText = (credentials: Credentials | RenewedCredentials): string =>
  `${formatFields([
    ['Key', credentials.key],
    ['Client ID', credentials.clientId],
    ['Client secret', credentials.clientSecret],
    ['Secret expires', credentials.secretExpiresAt],
    ...('formerSecretExpiresAt' in credentials ? [formerSecretField(credentials)] : []),
  ])}\n\nKeep the secret now: it is not shown again.`

/** Until when the secret works that was replaced. */
export const formerSecretField = ({
  formerSecretExpiresAt,
}: Pick<RenewedCredentials, 'formerSecretExpiresAt'>): [string, string] => [
  'Former secret',
  formerSecretExpiresAt ? `works until ${formerSecretExpiresAt}` : 'has ended',
]

export const apiClientListText = (clients: readonly ApiClient[]): string =>
  clients.length === 0
    ? `There is no API client yet: ${asTyped('portico api-client create')} makes one.`
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
    ['Newest secret', `ends in ${client.secretLastFour}, expires ${client.secretExpiresAt}`],
    ['Reminder', client.hasExpiryReminder ? 'by e-mail, 14 days before' : 'none'],
    ['Token type', client.accessTokenType],
    ['Tokens are valid', `${client.accessTokenMinutes} minutes`],
    ['Public keys', publicKeysText(client)],
    ['Next secret', client.mayRotateSecret ? 'it may make it by itself' : 'made by those who manage it'],
    ['Last used', client.lastUsedAt],
    ['Created', client.createdAt],
    ['Created by', client.createdBy?.name ?? null],
  ])
  return `${facts}\n\nSecrets that work\n${secretsText(client)}\n\nPermissions\n${grants(client.permissions)}\n\nAdded automatically\n${grants(client.automaticPermissions)}`
}

const publicKeysText = ({ jwks, jwksUri }: ApiClientDetails): string =>
  jwksUri === null ? `${jwks?.keys.length ?? 0} stored` : `at ${jwksUri}`

const secretsText = ({ key, secrets }: ApiClientDetails): string =>
  secrets.length === 0
    ? 'none'
    : formatTable(
        ['KEY', 'ENDS IN', 'EXPIRES', 'CREATED', 'MADE BY', 'LAST USED'],
        secrets.map(({ key: secretKey, lastFour, expiresAt, createdAt, createdBy, lastUsedAt }) => {
          const by = createdBy?.key === key ? 'the API client itself' : createdBy?.name
          return [secretKey, lastFour, expiresAt, createdAt, by ?? null, lastUsedAt]
        }),
      )
