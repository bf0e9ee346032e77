import { listEnvironments } from '@portico/server/modules/applications/portfolios/list-environments.ts'
import { getOrganization } from '@portico/server/modules/foundation/organizations/get-organization.ts'
import { listOrganizations } from '@portico/server/modules/foundation/organizations/list-organizations.ts'
import { reachedOrganization } from '@portico/server/modules/foundation/organizations/organization-directory.ts'
import { replaceBrowserOrigins } from '@portico/server/modules/foundation/organizations/replace-browser-origins.ts'
import { updateOwnLimits } from '@portico/server/modules/foundation/organizations/update-own-limits.ts'
import type { OwnLimits } from '@portico/server/modules/foundation/rate-limits/own-limits.ts'
import { resetSignInSettings } from '@portico/server/modules/members/sign-in-settings/reset-sign-in-settings.ts'
import { defaultSignInSettings } from '@portico/server/modules/members/sign-in-settings/sign-in-settings.ts'
import { issueSetUpLink } from '@portico/server/modules/set-up/first-administrator/issue-set-up-link.ts'
import { setUpOrganization } from '@portico/server/modules/set-up/organization-setup/set-up-organization.ts'
import { Command, Option } from 'commander'
import { type AdministrationOptions, addDatabaseOptions, withContext, withOrganization } from '../administration.ts'
import { nameArgument, rateLimitArgument } from '../arguments.ts'
import { CommandError } from '../failures.ts'
import { formatFields, formatTable, print } from '../print.ts'
import { addSettingsOptions } from '../settings-options.ts'

export function organizationCommand(): Command {
  return new Command('organization')
    .addHelpText(
      'after',
      '\nExamples:\n  portico organization list\n  portico organization create --name Acme --domain acme.example.com\n  portico organization limit Acme --requests-per-minute 6000',
    )
    .addCommand(listCommand())
    .addCommand(createCommand())
    .addCommand(limitCommand())
    .addCommand(browserOriginsCommand())
    .addCommand(setUpLinkCommand())
    .addCommand(resetSignInSettingsCommand())
}

const listCommand = (): Command =>
  addSettingsOptions(
    addDatabaseOptions(new Command('list').description('List the organizations, with their URLs, stages and limits'), {
      ofOrganization: false,
    }),
    ['port', 'publicUrl'],
  )
    .addHelpText('after', '\nExample:\n  portico organization list --json')
    .action((options: AdministrationOptions) =>
      withContext(options, async ({ database, publicUrl }) => {
        const organizations = await Promise.all(
          (await listOrganizations(database)).map(async (organization) => ({
            ...organization,
            issuer: reachedOrganization(organization, publicUrl()).issuer,
            environments: (await listEnvironments(database, organization.key)).map((one) => ({
              key: one.key,
              name: one.name,
            })),
          })),
        )
        print(options.json, organizations, () =>
          formatTable(
            ['NAME', 'KEY', 'DOMAIN', 'ISSUER', 'STAGES', 'LIMIT', 'BULK LIMIT'],
            organizations.map((one) => [
              one.name,
              one.key,
              one.domain,
              one.issuer,
              one.environments.map((environment) => environment.name).join(', '),
              String(one.ownLimits.requestsPerMinute),
              String(one.ownLimits.bulkPerMinute),
            ]),
          ),
        )
      }),
    )

const createCommand = (): Command =>
  addDatabaseOptions(
    new Command('create').description('Create an organization with its stages, built-in roles and keys'),
    { ofOrganization: false },
  )
    .requiredOption('--name <name>', 'name of the organization', nameArgument)
    .requiredOption('--domain <host>', 'host name that reaches it, such as acme.example.com')
    .addHelpText('after', '\nExample:\n  portico organization create --name Acme --domain acme.example.com')
    .action((options: AdministrationOptions & { name: string; domain: string }) =>
      withContext(options, async (context) => {
        const { organization } = await setUpOrganization(context, {
          name: options.name,
          domain: options.domain,
          command: 'portico organization create',
        })
        print(options.json, organization, () =>
          formatFields([
            ['Name', organization.name],
            ['Key', organization.key],
            ['Domain', organization.domain],
          ]),
        )
      }),
    )

const setUpLinkCommand = (): Command =>
  addSettingsOptions(
    addDatabaseOptions(
      new Command('set-up-link').description(
        'Create a link with which one person becomes administrator, valid once and for 24 hours',
      ),
      {
        ofOrganization: false,
      },
    ),
    ['port', 'publicUrl'],
  )
    .argument('[organization]', 'key, name or domain of the organization, where there are several')
    .option('--anyway', 'also if there is an administrator already, who cannot sign in')
    .addHelpText(
      'after',
      '\nThe first person who opens it may do everything. A newer link replaces it.\n\nExample:\n  portico organization set-up-link --anyway',
    )
    .action((text: string | undefined, options: AdministrationOptions & { anyway?: boolean }) =>
      withContext(options, async (context) => {
        const organization = await getOrganization(context, text)
        const issued = await issueSetUpLink(context, reachedOrganization(organization, context.publicUrl()), options)
        if (!issued) {
          throw new CommandError(
            `${organization.name} has an administrator. If that user cannot sign in, add --anyway.`,
          )
        }
        print(options.json, issued, () => issued.link)
      }),
    )

const browserOriginsCommand = (): Command =>
  addDatabaseOptions(
    new Command('browser-origins').description(
      'Show the origins whose pages may call the APIs with a token, or replace them',
    ),
    { ofOrganization: false },
  )
    .argument('[organization]', 'key, name or domain of the organization, where there are several')
    .addOption(
      new Option('--allow <origin...>', 'these and no others, such as https://app.example.com').conflicts('none'),
    )
    .option('--none', 'allow none')
    .addHelpText('after', '\nExample:\n  portico organization browser-origins --allow https://app.example.com')
    .action((text: string | undefined, options: AdministrationOptions & { allow?: string[]; none?: boolean }) =>
      withOrganization(
        { ...options, ...(text === undefined ? {} : { organization: text }) },
        'organization browser-origins',
        async (context, principal) => {
          const wanted = options.none ? [] : options.allow
          if (wanted) await replaceBrowserOrigins(context, principal, { origins: wanted })
          const { browserOrigins: origins } = await getOrganization(context, principal.organizationKey)
          print(options.json, { origins }, () => origins.join('\n') || 'No origin is allowed.')
        },
      ),
    )

const resetSignInSettingsCommand = (): Command =>
  addDatabaseOptions(
    new Command('reset-sign-in-settings').description(
      'Set the sign-in settings back to their defaults, where nobody can satisfy them any more: no second factor required, passwords accepted',
    ),
    { ofOrganization: false },
  )
    .argument('[organization]', 'key, name or domain of the organization, where there are several')
    .addHelpText('after', '\nExample:\n  portico organization reset-sign-in-settings Acme')
    .action((organization: string | undefined, { json, ...settings }: AdministrationOptions) =>
      withOrganization(
        { ...settings, ...(organization === undefined ? {} : { organization }) },
        'organization reset-sign-in-settings',
        async (context, principal) => {
          await resetSignInSettings(context, principal)
          print(json, defaultSignInSettings, () => 'The sign-in settings have their defaults.')
        },
      ),
    )

const limitCommand = (): Command =>
  addDatabaseOptions(
    new Command('limit')
      .description(
        'Limit the requests of an organization, on all servers together. A limit that is not given stays as it is. Takes precedence over --rate-limit and --odc-rate-limits of the servers; default: as they are set.',
      )
      .argument('<organization>', 'key, name or domain of the organization'),
    { ofOrganization: false },
  )
    .option('--requests-per-minute <number>', 'to each API: a number, off or default', rateLimitArgument)
    .option('--bulk-per-minute <number>', 'POST /users/bulk among them: a number, off or default', rateLimitArgument)
    .addHelpText(
      'after',
      `
Examples:
  portico organization limit Acme --requests-per-minute 6000 --bulk-per-minute 60
  portico organization limit acme.example.com --requests-per-minute off
  portico organization limit Acme --requests-per-minute default --bulk-per-minute default`,
    )
    .action((organization: string, { json, requestsPerMinute, bulkPerMinute, ...settings }: LimitOptions) => {
      const changes = {
        ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
        ...(bulkPerMinute === undefined ? {} : { bulkPerMinute }),
      }
      if (Object.keys(changes).length === 0)
        throw new CommandError('give what to limit: --requests-per-minute, --bulk-per-minute or both.')
      return withOrganization({ ...settings, organization }, 'organization limit', async (context, principal) => {
        const limits = await updateOwnLimits(context, principal, changes)
        print(json, limits, () =>
          formatFields([
            ['Requests a minute', String(limits.requestsPerMinute)],
            ['Bulk a minute', String(limits.bulkPerMinute)],
          ]),
        )
      })
    })

type LimitOptions = AdministrationOptions & Partial<OwnLimits>
