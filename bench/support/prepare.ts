import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { readConfig } from '../../packages/server/src/config/config.ts'
import { type Context, openContext } from '../../packages/server/src/context.ts'
import { createApiClient } from '../../packages/server/src/modules/api-clients/clients/create-api-client.ts'
import { seedUsers } from '../../packages/server/src/modules/directory/users/seed-users.ts'
import { listOrganizations } from '../../packages/server/src/modules/foundation/organizations/list-organizations.ts'
import { systemPrincipal } from '../../packages/server/src/modules/foundation/permissions/principal.ts'
import { firstStart } from '../../packages/server/src/modules/set-up/first-start/first-start.ts'

export interface Prepared {
  dataFolder: string
  clientId: string
  clientSecret: string
}

export interface Preparation {
  permissions?: { name?: string; permissionKey?: string }[]
  /** The URL of a PostgreSQL database; SQLite in the data folder unless given */
  database?: string
  /** Adds whatever else there shall be. */
  fill?: (context: Context, organizationKey: string) => Promise<void>
}

/** A data folder with the sample, this many users more, and an API client that may manage users or what is said. */
export async function prepareData(
  users: number,
  { permissions = [{ name: 'Manage users' }], database = 'sqlite', fill }: Preparation = {},
): Promise<Prepared> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'portico-bench-'))
  const config = readConfig({ data: dataFolder, database }, {})
  const context = await openContext({ config, environment: {}, log: pino({ level: 'silent' }), exclusive: true })
  const { db } = context.database
  await firstStart(context, { sample: true })
  const [organization] = await listOrganizations({ db })
  const organizationKey = organization?.key ?? ''
  const batch = 10_000
  for (let first = 0; first < users; first += batch) {
    const people = Array.from({ length: Math.min(batch, users - first) }, (_, index) => ({
      name: `User ${String(first + index).padStart(7, '0')}`,
      email: `user${first + index}@example.com`,
      status: 'Active' as const,
    }))
    await seedUsers({ ...context, db }, organizationKey, people)
  }
  await fill?.(context, organizationKey)
  const credentials = await createApiClient(context, systemPrincipal(organizationKey, 'bench'), {
    name: 'Bench',
    permissions,
  })
  await context.close()
  return { dataFolder, clientId: credentials.clientId, clientSecret: credentials.clientSecret }
}

export const tokenForm = ({ clientId, clientSecret }: Prepared): string =>
  new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }).toString()

export async function accessToken(url: string, prepared: Prepared): Promise<string> {
  const response = await fetch(`${url}/identity/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: tokenForm(prepared),
  })
  const { access_token } = (await response.json()) as { access_token: string }
  return access_token
}
