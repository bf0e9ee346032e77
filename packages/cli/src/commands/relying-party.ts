import type { Context } from '@portico/server/context.ts'
import type { Principal } from '@portico/server/modules/foundation/permissions/principal.ts'
import { createRelyingParty } from '@portico/server/modules/relying-parties/registrations/create-relying-party.ts'
import { deleteRelyingParty } from '@portico/server/modules/relying-parties/registrations/delete-relying-party.ts'
import { getRelyingParty } from '@portico/server/modules/relying-parties/registrations/get-relying-party.ts'
import { getRelyingPartyKey } from '@portico/server/modules/relying-parties/registrations/get-relying-party-key.ts'
import { listRelyingParties } from '@portico/server/modules/relying-parties/registrations/list-relying-parties.ts'
import {
  type RelyingPartyType,
  relyingPartyTypes,
} from '@portico/server/modules/relying-parties/registrations/relying-party.ts'
import {
  endRelyingPartySecret,
  generateRelyingPartySecret,
} from '@portico/server/modules/relying-parties/registrations/relying-party-secrets.ts'
import { requireReadableKeys } from '@portico/server/modules/relying-parties/registrations/require-readable-keys.ts'
import { updateRelyingParty } from '@portico/server/modules/relying-parties/registrations/update-relying-party.ts'
import { Command, Option } from 'commander'
import { type AdministrationOptions, addDatabaseOptions, withOrganization } from '../administration.ts'
import { hoursArgument, nameArgument } from '../arguments.ts'
import { CommandError } from '../failures.ts'
import { orNameList } from '../or-name-list.ts'
import { print } from '../print.ts'
import { relyingPartyCredentialsText, relyingPartyDetailsText, relyingPartyListText } from '../relying-party-text.ts'
import { addRelyingPartyOptions, type SettingsOptions, settingsFromOptions } from './relying-party-options.ts'

const theApplication = 'key, client ID or name of the sign-in application'
const example = (...lines: string[]): string =>
  `\nExample${lines.length > 1 ? 's' : ''}:\n${lines.map((line) => `  portico relying-party ${line}`).join('\n')}`

export function relyingPartyCommand(): Command {
  const command = new Command('relying-party').addHelpText(
    'after',
    example('create --name Shop --type web --redirect-uri https://shop.example.com/callback', 'list', 'show Shop'),
  )
  for (const make of [create, list, show, edit, newSecret, endSecret, remove]) command.addCommand(make())
  return command
}

/** Runs `work` with the key of the application that was named on the command line. */
const withApplication = <T>(
  options: AdministrationOptions,
  command: string,
  application: string,
  work: (context: Context, principal: Principal, key: string) => Promise<T>,
): Promise<T> =>
  withOrganization(options, `relying-party ${command}`, async (context, principal) =>
    work(
      context,
      principal,
      await orNameList(getRelyingPartyKey(context, principal, application), 'portico relying-party list'),
    ),
  )

const expiresOption = (): Option =>
  new Option('--expires <day>', 'last day of the secret, YYYY-MM-DD, at most 24 months ahead (default: 90 days ahead)')

type CreateOptions = AdministrationOptions &
  SettingsOptions & { name: string; type: RelyingPartyType; redirectUri: string[]; expires?: string }

const create = (): Command =>
  addRelyingPartyOptions(
    addDatabaseOptions(
      new Command('create').description(
        'Register a sign-in application and print its credentials, which are never shown again',
      ),
    )
      .requiredOption('--name <name>', 'name, 1 to 256 characters', nameArgument)
      .addOption(
        new Option('--type <type>', 'where it runs: on a server, in the browser alone, or on a device')
          .choices(relyingPartyTypes)
          .makeOptionMandatory(),
      )
      .addOption(expiresOption()),
  )
    .addHelpText(
      'after',
      example(
        'create --name Shop --type web --redirect-uri https://shop.example.com/callback',
        'create --name Field --type native --redirect-uri com.example.field:/callback --refresh-tokens --scope openid --scope offline_access',
      ),
    )
    .action((options: CreateOptions) =>
      withOrganization(options, 'relying-party create', async (context, principal) => {
        if (!options.redirectUri) throw new CommandError('give at least one --redirect-uri.')
        const settings = await settingsFromOptions(context, principal, options)
        const { name, type, redirectUri: redirectUris, expires } = options
        const request = { ...settings, name, type, redirectUris, expiresOn: expires ?? null }
        await requireReadableKeys(context, principal.organizationKey, request)
        const credentials = await createRelyingParty(context, principal, request)
        print(options.json, credentials, () => relyingPartyCredentialsText(credentials))
      }),
    )

const list = (): Command =>
  addDatabaseOptions(new Command('list').description('List the sign-in applications with their statuses'))
    .addHelpText('after', example('list', 'list --json'))
    .action((options: AdministrationOptions) =>
      withOrganization(options, 'relying-party list', async (context, principal) => {
        const found: Awaited<ReturnType<typeof listRelyingParties>>['results'] = []
        for (let offset: number | null = 0; offset !== null; ) {
          const { results, page } = await listRelyingParties(context, principal, { offset })
          found.push(...results)
          offset = page.nextPageOffset
        }
        print(options.json, found, () => relyingPartyListText(found))
      }),
    )

const show = (): Command =>
  addDatabaseOptions(
    new Command('show').description('Show a sign-in application').argument('<application>', theApplication),
  )
    .addHelpText('after', example('show Shop'))
    .action((application: string, options: AdministrationOptions) =>
      withApplication(options, 'show', application, async (context, principal, key) => {
        const details = await getRelyingParty(context, principal, key)
        print(options.json, details, () => relyingPartyDetailsText(details))
      }),
    )

const edit = (): Command =>
  addRelyingPartyOptions(
    addDatabaseOptions(
      new Command('edit')
        .description('Change the settings that are given. This takes effect immediately.')
        .argument('<application>', theApplication),
    )
      .option('--name <name>', 'new name', nameArgument)
      .addOption(new Option('--active', 'let people sign in to it'))
      .addOption(new Option('--no-active', 'let nobody sign in to it, until it is active again')),
  )
    .addHelpText('after', example('edit Shop --consent', 'edit Shop --no-active'))
    .action((application: string, options: AdministrationOptions & SettingsOptions & { active?: boolean }) =>
      withApplication(options, 'edit', application, async (context, principal, key) => {
        const settings = await settingsFromOptions(context, principal, options)
        const request = { ...settings, ...(options.active === undefined ? {} : { isActive: options.active }) }
        if (Object.keys(request).length === 0)
          throw new CommandError('nothing to change: give an option for a setting.')
        await requireReadableKeys(context, principal.organizationKey, request)
        await updateRelyingParty(context, principal, key, request)
        print(options.json, await getRelyingParty(context, principal, key), () => 'Changed.')
      }),
    )

const newSecret = (): Command =>
  addDatabaseOptions(
    new Command('generate-secret')
      .description('Replace the secret and print the new one, which is never shown again')
      .argument('<application>', theApplication),
  )
    .addOption(expiresOption())
    .option('--overlap <hours>', 'how long the former secret stays valid, up to 168 hours', hoursArgument, 0)
    .addHelpText('after', example('generate-secret Shop --overlap 24'))
    .action((application: string, options: AdministrationOptions & { expires?: string; overlap: number }) =>
      withApplication(options, 'generate-secret', application, async (context, principal, key) => {
        const request = { expiresOn: options.expires ?? null, overlapHours: options.overlap }
        const credentials = await generateRelyingPartySecret(context, principal, key, request)
        print(options.json, credentials, () => relyingPartyCredentialsText(credentials))
      }),
    )

const endSecret = (): Command =>
  addDatabaseOptions(
    new Command('end-secret')
      .description('End one secret immediately')
      .argument('<application>', theApplication)
      .argument('<secret>', 'key of the secret, which show tells'),
  )
    .addHelpText('after', example('end-secret Shop 018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'))
    .action((application: string, secret: string, options: AdministrationOptions) =>
      withApplication(options, 'end-secret', application, async (context, principal, key) => {
        await endRelyingPartySecret(context, principal, key, secret)
        print(options.json, await getRelyingParty(context, principal, key), () => 'Ended.')
      }),
    )

const remove = (): Command =>
  addDatabaseOptions(
    new Command('delete')
      .description('Delete a sign-in application: nobody signs in to it any more')
      .argument('<application>', theApplication),
  )
    .addHelpText('after', example('delete Shop'))
    .action((application: string, options: AdministrationOptions) =>
      withApplication(options, 'delete', application, async (context, principal, key) => {
        await deleteRelyingParty(context, principal, key)
        print(options.json, { key, deleted: true }, () => 'Deleted.')
      }),
    )
