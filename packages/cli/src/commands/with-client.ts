import type { Context } from '@portico/server/context.ts'
import { getApiClient } from '@portico/server/modules/api-clients/clients/get-api-client.ts'
import { getApiClientKey } from '@portico/server/modules/api-clients/clients/get-api-client-key.ts'
import type { Principal } from '@portico/server/modules/foundation/permissions/principal.ts'
import { Option } from 'commander'
import { type AdministrationOptions, withOrganization } from '../administration.ts'
import { orNameList } from '../or-name-list.ts'
import { print } from '../print.ts'

export const theClient = 'key, client ID or name of the API client'
export const example = (...lines: string[]): string =>
  `\nExample${lines.length > 1 ? 's' : ''}:\n${lines.map((line) => `  portico api-client ${line}`).join('\n')}`

/** Runs `work` with the key of the client that was named on the command line. */
export const withClient = <T>(
  options: AdministrationOptions,
  command: string,
  client: string,
  work: (context: Context, principal: Principal, key: string) => Promise<T>,
): Promise<T> =>
  withOrganization(options, `api-client ${command}`, async (context, principal) =>
    work(context, principal, await orNameList(getApiClientKey(context, principal, client), 'portico api-client list')),
  )

export const expiresOption = (): Option =>
  new Option('--expires <day>', 'last day of the secret, YYYY-MM-DD, at most 24 months ahead (default: 90 days ahead)')

/** What changed, for scripts; a sentence for people. */
export async function printChanged(
  { json }: AdministrationOptions,
  context: Context,
  principal: Principal,
  key: string,
  sentence: string,
): Promise<void> {
  print(json, await getApiClient(context, principal, key), () => sentence)
}
