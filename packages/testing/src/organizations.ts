import { type Context, openContext } from '@portico/server/context.ts'
import { type Principal, systemPrincipal } from '@portico/server/modules/foundation/permissions/principal.ts'
import { setUpOrganization } from '@portico/server/modules/set-up/organization-setup/set-up-organization.ts'
import { pino } from 'pino'
import { afterFile } from './after-file.ts'
import { flushNothing } from './databases.ts'
import { leastHashCost } from './hash-cost.ts'
import { type Received, type SendOptions, send } from './requests.ts'
import type { TestServer } from './server.ts'

/** Another process on the server's database: a command at the terminal, or another node. */
export async function openElsewhere({ context: { config, clock } }: TestServer): Promise<Context> {
  const elsewhere = await openContext({
    config,
    environment: {},
    log: pino({ enabled: false }),
    clock,
    exclusive: false,
    hashCost: leastHashCost,
  })
  await flushNothing(elsewhere.database)
  afterFile(() => elsewhere.close())
  return elsewhere
}

/** Adds an organization as the command does. @returns the administrator at the terminal */
export async function addOrganization(elsewhere: Context, name: string, domain: string): Promise<Principal> {
  const { organization } = await setUpOrganization(elsewhere, { name, domain, command: 'test' })
  return systemPrincipal(organization.key, 'test')
}

/** Sends to the server under a host name. */
export const sendTo =
  ({ url }: TestServer, host: string) =>
  (method: string, path: string, { headers, ...options }: SendOptions = {}): Promise<Received> =>
    send(url, method, path, { ...options, headers: { host, ...headers } })
