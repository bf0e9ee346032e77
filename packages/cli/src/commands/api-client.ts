import {
  type AccessTokenType,
  type ApiClient,
  accessTokenTypes,
  apiClientStatuses,
} from '@portico/server/modules/api-clients/clients/api-client.ts'
import { createApiClient } from '@portico/server/modules/api-clients/clients/create-api-client.ts'
import { deleteApiClient } from '@portico/server/modules/api-clients/clients/delete-api-client.ts'
import { getApiClient } from '@portico/server/modules/api-clients/clients/get-api-client.ts'
import { listApiClients } from '@portico/server/modules/api-clients/clients/list-api-clients.ts'
import type { PermissionRequest } from '@portico/server/modules/api-clients/clients/permission-selection.ts'
import { replaceApiClientPermissions } from '@portico/server/modules/api-clients/clients/replace-api-client-permissions.ts'
import { requireKeysAddress } from '@portico/server/modules/api-clients/clients/require-keys-address.ts'
import { resumeApiClient, suspendApiClient } from '@portico/server/modules/api-clients/clients/suspend-api-client.ts'
import { updateApiClient } from '@portico/server/modules/api-clients/clients/update-api-client.ts'
import type { ClientJwks } from '@portico/server/modules/foundation/client-keys/client-jwks.ts'
import { permissions } from '@portico/server/modules/foundation/permissions/permission-catalogue.ts'
import { Command, Option } from 'commander'
import { type AdministrationOptions, addDatabaseOptions, withOrganization } from '../administration.ts'
import { apiClientCredentialsText, apiClientDetailsText, apiClientListText } from '../api-client-text.ts'
import {
  descriptionArgument,
  jwksFileArgument,
  minutesArgument,
  nameArgument,
  permissionArgument,
} from '../arguments.ts'
import { CommandError } from '../failures.ts'
import { print } from '../print.ts'
import { withWords } from '../with-words.ts'
import { endSecret, newSecret } from './new-secret.ts'
import { example, expiresOption, printChanged, theClient, withClient } from './with-client.ts'

/** A day that the example's --expires takes whenever it is read. */
const inHalfAYear = new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10)
export function apiClientCommand(): Command {
  const command = new Command('api-client').addHelpText(
    'after',
    example("create --name CI --grant 'Manage users'", 'list', 'suspend CI'),
  )
  for (const make of [create, list, show, edit, setGrants, newSecret, endSecret, suspend, resume, remove])
    command.addCommand(make())
  return command
}

/** As short as each can be given */
const permissionNames = permissions.map(({ name, fullName }) =>
  permissions.filter((one) => one.name === name).length === 1 ? name : fullName,
)
const grantOption = (): Option =>
  withWords(
    new Option(
      '--grant <permission>',
      "a permission, for all stages or for some: 'View end users:Development,Test'; repeatable",
    ).argParser(permissionArgument),
    permissionNames,
  )
const jwksOption = (): Option =>
  new Option('--jwks <file>', 'JSON Web Key Set with its public keys, for private_key_jwt').argParser(jwksFileArgument)

const jwksUriOption = (): Option =>
  new Option(
    '--jwks-uri <address>',
    'address of the public keys, https, in place of --jwks; the two replace each other; empty for none',
  ).argParser((text: string) => text || null)

const tokenTypeOption = (): Option =>
  new Option(
    '--token-type <type>',
    'what its access tokens name as their type: at+jwt unless given; JWT for receivers that refuse that one',
  ).choices(accessTokenTypes)

const tokenMinutesOption = (): Option =>
  new Option('--token-minutes <minutes>', 'how long its access tokens are valid, 1 to 720; 720 unless given').argParser(
    minutesArgument,
  )

const reminderOptions = (): [on: Option, off: Option] => [
  new Option('--reminder', 'send an e-mail to members who may manage API clients, 14 days before the secret expires'),
  new Option('--no-reminder', 'send no e-mail before the secret expires'),
]

const rotationOptions = (): [on: Option, off: Option] => [
  new Option('--self-rotation', 'let it make its own next secret: portico rotate-secret'),
  new Option('--no-self-rotation', 'only those who may manage API clients make its secrets'),
]

interface ClientOptions extends AdministrationOptions {
  reminder?: boolean
  selfRotation?: boolean
  name?: string
  description?: string
  jwks?: ClientJwks
  jwksUri?: string | null
  tokenType?: AccessTokenType
  tokenMinutes?: number
}

const create = (): Command =>
  addDatabaseOptions(
    new Command('create').description('Create an API client and print its credentials, which are never shown again'),
  )
    .requiredOption('--name <name>', 'name, 1 to 256 characters', nameArgument)
    .option('--description <text>', 'description, up to 1024 characters', descriptionArgument)
    .addOption(expiresOption())
    .addOption(grantOption())
    .addOption(reminderOptions()[1])
    .addOption(rotationOptions()[0])
    .addOption(jwksOption())
    .addOption(jwksUriOption())
    .addOption(tokenTypeOption())
    .addOption(tokenMinutesOption())
    .addHelpText(
      'after',
      example(
        "create --name CI --grant 'Manage users'",
        `create --name Report --expires ${inHalfAYear} --grant 'View end users:Development,Test' --json`,
      ),
    )
    .action((options: ClientOptions & { name: string; expires?: string; grant?: PermissionRequest[] }) =>
      withOrganization(options, 'api-client create', async (context, principal) => {
        await requireKeysAddress(context, principal.organizationKey, options)
        const credentials = await createApiClient(context, principal, {
          name: options.name,
          description: options.description ?? null,
          expiresOn: options.expires ?? null,
          permissions: options.grant ?? [],
          jwks: options.jwks ?? null,
          jwksUri: options.jwksUri ?? null,
          hasExpiryReminder: options.reminder ?? true,
          ...(options.tokenType && { accessTokenType: options.tokenType }),
          ...(options.tokenMinutes && { accessTokenMinutes: options.tokenMinutes }),
          mayRotateSecret: options.selfRotation ?? false,
        })
        print(options.json, credentials, () => apiClientCredentialsText(credentials))
      }),
    )

const list = (): Command =>
  addDatabaseOptions(new Command('list').description('List the API clients with their statuses'))
    .addOption(new Option('--status <status>', 'only those with this status').choices(apiClientStatuses))
    .addHelpText('after', example('list', 'list --status NeedsAttention --json'))
    .action((options: AdministrationOptions & { status?: (typeof apiClientStatuses)[number] }) =>
      withOrganization(options, 'api-client list', async (context, principal) => {
        const found: ApiClient[] = []
        for (let offset: number | null = 0; offset !== null; ) {
          const { results, page } = await listApiClients(context, principal, {
            offset,
            ...(options.status ? { status: options.status } : {}),
          })
          found.push(...results)
          offset = page.nextPageOffset
        }
        print(options.json, found, () => apiClientListText(found))
      }),
    )

const show = (): Command =>
  addDatabaseOptions(
    new Command('show').description('Show an API client with its permissions').argument('<client>', theClient),
  )
    .addHelpText('after', example('show CI'))
    .action((client: string, options: AdministrationOptions) =>
      withClient(options, 'show', client, async (context, principal, key) => {
        const details = await getApiClient(context, principal, key)
        const text = await apiClientDetailsText(context.db, principal.organizationKey, details)
        print(options.json, details, () => text)
      }),
    )

const edit = (): Command =>
  addDatabaseOptions(
    new Command('edit').description('Change the fields that are given').argument('<client>', theClient),
  )
    .option('--name <name>', 'new name', nameArgument)
    .option('--description <text>', 'new description; empty for none', descriptionArgument)
    .addOption(reminderOptions()[0])
    .addOption(reminderOptions()[1])
    .addOption(rotationOptions()[0])
    .addOption(rotationOptions()[1])
    .addOption(jwksOption())
    .addOption(jwksUriOption())
    .addOption(tokenTypeOption())
    .addOption(tokenMinutesOption())
    .addHelpText('after', example("edit CI --name 'CI of the shop'", "edit CI --description ''"))
    .action((client: string, options: ClientOptions) =>
      withClient(options, 'edit', client, async (context, principal, key) => {
        const changes = {
          ...(options.name === undefined ? {} : { name: options.name }),
          ...(options.description === undefined ? {} : { description: options.description || null }),
          // One replaces the other.
          ...(options.jwks === undefined ? {} : { jwks: options.jwks, ...(options.jwksUri ? {} : { jwksUri: null }) }),
          ...(options.jwksUri === undefined ? {} : { jwksUri: options.jwksUri }),
          ...(options.jwksUri && options.jwks === undefined ? { jwks: null } : {}),
          ...(options.reminder === undefined ? {} : { hasExpiryReminder: options.reminder }),
          ...(options.tokenType && { accessTokenType: options.tokenType }),
          ...(options.tokenMinutes && { accessTokenMinutes: options.tokenMinutes }),
          ...(options.selfRotation === undefined ? {} : { mayRotateSecret: options.selfRotation }),
        }
        if (Object.keys(changes).length === 0)
          throw new CommandError(
            'nothing to change: give --name, --description, --jwks, --jwks-uri, --token-type, --token-minutes, --reminder, --self-rotation or the --no- of these.',
          )
        await requireKeysAddress(context, principal.organizationKey, options)
        await updateApiClient(context, principal, key, changes)
        await printChanged(options, context, principal, key, 'Changed.')
      }),
    )

const setGrants = (): Command =>
  addDatabaseOptions(
    new Command('grant')
      .description('Replace the permissions. This takes effect immediately, also on tokens already issued.')
      .argument('<client>', theClient),
  )
    .addOption(grantOption())
    .option('--none', 'remove every permission')
    .addHelpText('after', example("grant CI --grant 'Manage users' --grant 'View end users:Test'", 'grant CI --none'))
    .action((client: string, options: AdministrationOptions & { grant?: PermissionRequest[]; none?: boolean }) =>
      withClient(options, 'grant', client, async (context, principal, key) => {
        if (!options.grant === !options.none)
          throw new CommandError('give the permissions with --grant, or remove all of them with --none.')
        await replaceApiClientPermissions(context, principal, key, options.grant ?? [])
        const details = await getApiClient(context, principal, key)
        const text = await apiClientDetailsText(context.db, principal.organizationKey, details)
        print(options.json, details, () => text)
      }),
    )

const suspend = (): Command =>
  addDatabaseOptions(
    new Command('suspend')
      .description('Suspend an API client: tokens already issued are refused immediately')
      .argument('<client>', theClient),
  )
    .addHelpText('after', example('suspend CI'))
    .action((client: string, options: AdministrationOptions) =>
      withClient(options, 'suspend', client, async (context, principal, key) => {
        await suspendApiClient(context, principal, key)
        await printChanged(options, context, principal, key, 'Suspended. Its tokens are refused until it is resumed.')
      }),
    )

const resume = (): Command =>
  addDatabaseOptions(
    new Command('resume')
      .description('Resume a suspended API client: tokens already issued work again')
      .argument('<client>', theClient),
  )
    .addHelpText('after', example('resume CI'))
    .action((client: string, options: AdministrationOptions) =>
      withClient(options, 'resume', client, async (context, principal, key) => {
        await resumeApiClient(context, principal, key)
        await printChanged(options, context, principal, key, 'Resumed.')
      }),
    )

const remove = (): Command =>
  addDatabaseOptions(
    new Command('delete').description('Delete a suspended API client permanently').argument('<client>', theClient),
  )
    .addHelpText('after', example('delete CI'))
    .action((client: string, options: AdministrationOptions) =>
      withClient(options, 'delete', client, async (context, principal, key) => {
        await deleteApiClient(context, principal, key)
        print(options.json, { key, deleted: true }, () => 'Deleted.')
      }),
    )
