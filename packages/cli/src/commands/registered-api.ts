import type { Context } from '@portico/server/context.ts'
import { getApiClientKey } from '@portico/server/modules/api-clients/clients/get-api-client-key.ts'
import type { Principal } from '@portico/server/modules/foundation/permissions/principal.ts'
import { createRegisteredApi } from '@portico/server/modules/relying-parties/registered-apis/create-registered-api.ts'
import { deleteRegisteredApi } from '@portico/server/modules/relying-parties/registered-apis/delete-registered-api.ts'
import { getRegisteredApi } from '@portico/server/modules/relying-parties/registered-apis/get-registered-api.ts'
import { getRegisteredApiKey } from '@portico/server/modules/relying-parties/registered-apis/get-registered-api-key.ts'
import { listRegisteredApis } from '@portico/server/modules/relying-parties/registered-apis/list-registered-apis.ts'
import { listScopeHolders } from '@portico/server/modules/relying-parties/registered-apis/list-scope-holders.ts'
import type {
  RegisteredApi,
  RegisteredApiScope,
} from '@portico/server/modules/relying-parties/registered-apis/registered-api.ts'
import { replaceApiClientScopes } from '@portico/server/modules/relying-parties/registered-apis/replace-api-client-scopes.ts'
import type { ScopeHolder } from '@portico/server/modules/relying-parties/registered-apis/scope-grant.ts'
import { updateRegisteredApi } from '@portico/server/modules/relying-parties/registered-apis/update-registered-api.ts'
import { Command, Option } from 'commander'
import { type AdministrationOptions, addDatabaseOptions, withOrganization } from '../administration.ts'
import { minutesArgument, nameArgument, scopeArgument } from '../arguments.ts'
import { CommandError } from '../failures.ts'
import { asTyped } from '../npm-options.ts'
import { orNameList } from '../or-name-list.ts'
import { formatFields, formatTable, print } from '../print.ts'

const theApi = 'key, audience or name of the API'
const example = (...lines: string[]): string =>
  `\nExample${lines.length > 1 ? 's' : ''}:\n${lines.map((line) => `  portico registered-api ${line}`).join('\n')}`

export function registeredApiCommand(): Command {
  const command = new Command('registered-api').addHelpText(
    'after',
    example(
      "create --name Orders --audience https://orders.example.com --scope 'orders:read=Reads orders'",
      'grant Orders CI --scope orders:read',
    ),
  )
  for (const make of [create, list, show, edit, grant, remove]) command.addCommand(make())
  return command
}

/** Runs `work` with the key of the API that was named on the command line. */
const withApi = <T>(
  options: AdministrationOptions,
  command: string,
  api: string,
  work: (context: Context, principal: Principal, key: string) => Promise<T>,
): Promise<T> =>
  withOrganization(options, `registered-api ${command}`, async (context, principal) =>
    work(
      context,
      principal,
      await orNameList(getRegisteredApiKey(context, principal, api), 'portico registered-api list'),
    ),
  )

const scopeOption = (): Option =>
  new Option('--scope <scope>', "a scope, with what it allows: 'orders:read=Reads orders'; repeatable").argParser(
    scopeArgument,
  )
const minutesOption = (): Option =>
  new Option('--token-minutes <minutes>', 'how long its tokens are valid, 1 to 720 (default: 60)').argParser(
    minutesArgument,
  )

interface ApiOptions extends AdministrationOptions {
  name?: string
  scope?: RegisteredApiScope[]
  tokenMinutes?: number
  active?: boolean
}

const create = (): Command =>
  addDatabaseOptions(new Command('create').description('Register an API of your own'))
    .requiredOption('--name <name>', 'name, 1 to 256 characters', nameArgument)
    .requiredOption('--audience <uri>', 'the URI that its tokens name, such as https://orders.example.com')
    .addOption(scopeOption().makeOptionMandatory())
    .addOption(minutesOption())
    .addHelpText(
      'after',
      example(
        "create --name Orders --audience urn:example:orders --scope orders:read --scope 'orders:write=Changes them'",
      ),
    )
    .action((options: ApiOptions & { name: string; audience: string; scope: RegisteredApiScope[] }) =>
      withOrganization(options, 'registered-api create', async (context, principal) => {
        const { key } = await createRegisteredApi(context, principal, {
          name: options.name,
          audience: options.audience,
          scopes: options.scope,
          ...(options.tokenMinutes && { accessTokenMinutes: options.tokenMinutes }),
        })
        await printApi(options, context, principal, key)
      }),
    )

const list = (): Command =>
  addDatabaseOptions(new Command('list').description('List the registered APIs'))
    .addHelpText('after', example('list', 'list --json'))
    .action((options: AdministrationOptions) =>
      withOrganization(options, 'registered-api list', async (context, principal) => {
        const found = await all((offset) => listRegisteredApis(context, principal, { offset }))
        print(options.json, found, () => listText(found))
      }),
    )

const show = (): Command =>
  addDatabaseOptions(
    new Command('show').description('Show a registered API, its scopes and who has which').argument('<api>', theApi),
  )
    .addHelpText('after', example('show Orders', 'show https://orders.example.com --json'))
    .action((api: string, options: AdministrationOptions) =>
      withApi(options, 'show', api, (context, principal, key) => printApi(options, context, principal, key)),
    )

const edit = (): Command =>
  addDatabaseOptions(new Command('edit').description('Change what is given').argument('<api>', theApi))
    .option('--name <name>', 'new name', nameArgument)
    .addOption(scopeOption())
    .addOption(minutesOption())
    .option('--active', 'issue tokens for it again')
    .option('--no-active', 'issue no tokens for it')
    .addHelpText('after', example('edit Orders --token-minutes 15', 'edit Orders --no-active'))
    .action((api: string, options: ApiOptions) =>
      withApi(options, 'edit', api, async (context, principal, key) => {
        const changes = {
          ...(options.name === undefined ? {} : { name: options.name }),
          ...(options.scope && { scopes: options.scope }),
          ...(options.tokenMinutes && { accessTokenMinutes: options.tokenMinutes }),
          ...(options.active === undefined ? {} : { isActive: options.active }),
        }
        if (Object.keys(changes).length === 0)
          throw new CommandError('nothing to change: give --name, --scope, --token-minutes, --active or --no-active.')
        await updateRegisteredApi(context, principal, key, changes)
        await printApi(options, context, principal, key)
      }),
    )

const grant = (): Command =>
  addDatabaseOptions(
    new Command('grant')
      .description('Set which scopes of an API an API client has. This counts from its next token on.')
      .argument('<api>', theApi)
      .argument('<client>', 'key, client ID or name of the API client'),
  )
    .option('--scope <scope>', 'a scope of the API; repeatable', (text: string, former: string[] = []) => [
      ...former,
      text,
    ])
    .option('--none', 'take every scope of the API from it')
    .addHelpText('after', example('grant Orders CI --scope orders:read --scope orders:write', 'grant Orders CI --none'))
    .action((api: string, client: string, options: AdministrationOptions & { scope?: string[]; none?: boolean }) =>
      withApi(options, 'grant', api, async (context, principal, key) => {
        if (!options.scope === !options.none)
          throw new CommandError('give the scopes with --scope, or take all of them with --none.')
        const clientKey = await orNameList(getApiClientKey(context, principal, client), 'portico api-client list')
        await replaceApiClientScopes(context, principal, key, clientKey, { scopes: options.scope ?? [] })
        await printApi(options, context, principal, key)
      }),
    )

const remove = (): Command =>
  addDatabaseOptions(
    new Command('delete')
      .description('Delete a registered API that is not active, and take its scopes from everybody')
      .argument('<api>', theApi),
  )
    .addHelpText('after', example('delete Orders'))
    .action((api: string, options: AdministrationOptions) =>
      withApi(options, 'delete', api, async (context, principal, key) => {
        await deleteRegisteredApi(context, principal, key)
        print(options.json, { key, deleted: true }, () => 'Deleted.')
      }),
    )

async function all<T>(
  read: (offset: number) => Promise<{ results: T[]; page: { nextPageOffset: number | null } }>,
): Promise<T[]> {
  const found: T[] = []
  for (let offset: number | null = 0; offset !== null; ) {
    const { results, page } = await read(offset)
    found.push(...results)
    offset = page.nextPageOffset
  }
  return found
}

async function printApi(
  { json }: AdministrationOptions,
  context: Context,
  principal: Principal,
  key: string,
): Promise<void> {
  const api = await getRegisteredApi(context, principal, key)
  const holders = await all((offset) => listScopeHolders(context, principal, key, { offset }))
  print(json, { ...api, holders }, () => apiText(api, holders))
}

const listText = (apis: readonly RegisteredApi[]): string =>
  apis.length === 0
    ? `There is no registered API yet: ${asTyped('portico registered-api create')} makes one.`
    : formatTable(
        ['NAME', 'KEY', 'AUDIENCE', 'SCOPES', 'ACTIVE'],
        apis.map((api) => [
          api.name,
          api.key,
          api.audience,
          api.scopes.map(({ name }) => name).join(' '),
          api.isActive ? 'yes' : 'no',
        ]),
      )

function apiText(api: RegisteredApi, holders: readonly ScopeHolder[]): string {
  const facts = formatFields([
    ['Name', api.name],
    ['Key', api.key],
    ['Audience', api.audience],
    ['Active', api.isActive ? 'yes' : 'no'],
    ['Tokens are valid', `${api.accessTokenMinutes} minutes`],
    ['Created', api.createdAt],
  ])
  const scopes = formatTable(
    ['SCOPE', 'DESCRIPTION'],
    api.scopes.map(({ name, description }) => [name, description]),
  )
  const callers =
    holders.length === 0
      ? 'nobody'
      : formatTable(
          ['CALLER', 'CLIENT ID', 'SCOPES'],
          holders.map(({ name, clientId, scopes }) => [name, clientId, scopes.join(' ')]),
        )
  return `${facts}\n\nScopes\n${scopes}\n\nWho may call it\n${callers}`
}
