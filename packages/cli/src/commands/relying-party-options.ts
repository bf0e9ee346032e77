import type { Context } from '@portico/server/context.ts'
import { isKey, normalKey } from '@portico/server/db/keys.ts'
import { listAssets } from '@portico/server/modules/applications/assets/list-assets.ts'
import { findEnvironmentsNamed } from '@portico/server/modules/applications/portfolios/environment.ts'
import { listEnvironments } from '@portico/server/modules/applications/portfolios/list-environments.ts'
import type { Principal } from '@portico/server/modules/foundation/permissions/principal.ts'
import type { RelyingPartyEditRequest } from '@portico/server/modules/relying-parties/registrations/relying-parties-schemas.ts'
import {
  type AllowedUsers,
  clientAuthentications,
  dpopUses,
  relyingPartyScopes,
} from '@portico/server/modules/relying-parties/registrations/relying-party.ts'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { jwksFileArgument } from '../arguments.ts'
import { CommandError } from '../failures.ts'
import { withFields } from '../in-words-of-options.ts'

const list = (text: string, previous: string[] = []): string[] => [...previous, text]
const number = (text: string): number => {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It takes a whole number.')
  return Number(text)
}
/** An empty text takes the value away. */
const orNull = (text: string): string | null => text || null

/** The options of the settings that are a value, by the setting */
const plain: Record<string, Option> = {
  redirectUris: new Option('--redirect-uri <address>', 'where browsers go after a sign-in; repeatable').argParser(list),
  postLogoutRedirectUris: new Option(
    '--post-logout-uri <address>',
    'where they go after a sign-out; repeatable',
  ).argParser(list),
  clientAuthentication: new Option('--authentication <how>', 'how a web application authenticates').choices(
    clientAuthentications,
  ),
  scopes: new Option('--scope <scope>', `what it may ask for: ${relyingPartyScopes.join(', ')}; repeatable`).argParser(
    list,
  ),
  usesDpop: new Option('--dpop <use>', 'whether tokens are bound to a key of the application').choices(dpopUses),
  accessTokenMinutes: new Option('--access-token-minutes <minutes>', 'how long access tokens last').argParser(number),
  refreshTokenDays: new Option('--refresh-token-days <days>', 'how long refresh tokens last').argParser(number),
  maxSignInAgeMinutes: new Option('--max-sign-in-age <minutes>', 'how long ago a user may have signed in').argParser(
    number,
  ),
  logoUrl: new Option('--logo <address>', 'its logo, https; empty for none').argParser(orNull),
  backChannelLogoutUri: new Option('--back-channel-logout <address>', 'where it is told of sign-outs').argParser(
    orNull,
  ),
  initiateLoginUri: new Option('--start <address>', 'where it begins a sign-in itself; empty for none').argParser(
    orNull,
  ),
  jwks: new Option('--jwks <file>', 'JSON Web Key Set with its public keys, for private_key_jwt').argParser(
    jwksFileArgument,
  ),
  jwksUri: new Option(
    '--jwks-uri <address>',
    'address of the public keys, in place of --jwks; empty for none',
  ).argParser(orNull),
  identityProviderKeys: new Option('--provider <key>', 'only this identity provider; repeatable').argParser(list),
}

/** The settings that are true or false: what the option without `no-` says, and its opposite */
const flags: Record<string, [name: string, on: string, off: string]> = {
  requiresPkce: ['pkce', 'demand PKCE', 'do not demand PKCE of a web application'],
  requiresConsent: ['consent', 'ask users what it may know', 'ask users nothing'],
  requiresPushedRequests: ['pushed-requests', 'demand pushed requests', 'take requests from browsers as well'],
  allowsRefreshTokens: ['refresh-tokens', 'let it have refresh tokens', 'give it no refresh tokens'],
  requiresSecondFactor: ['second-factor', 'demand a second factor', 'leave the second factor to the organization'],
  hasExpiryReminder: ['reminder', 'send an e-mail 14 days before the secret expires', 'send no such e-mail'],
}

export interface SettingsOptions {
  name?: string
  stage?: string
  asset?: string
  role?: string[]
  group?: string[]
  everybody?: boolean
}

/** Adds an option for each setting. */
export function addRelyingPartyOptions(command: Command): Command {
  for (const [setting, option] of Object.entries(plain)) command.addOption(withFields(option, setting))
  for (const [setting, [name, on, off]] of Object.entries(flags)) {
    command.addOption(withFields(new Option(`--${name}`, on), setting)).addOption(new Option(`--no-${name}`, off))
  }
  return command
    .option('--stage <name>', 'key or name of the stage whose end users it is for; empty for the organization')
    .option('--asset <name>', 'key or name of the asset whose end-user roles tokens carry; empty for none')
    .option('--role <key>', 'only users with this end-user role; repeatable', list)
    .option('--group <key>', 'only members of this group; repeatable', list)
    .option('--everybody', 'everybody may use it')
}

/** What the options say of the settings; nothing of those that were not given. */
export async function settingsFromOptions(
  context: Context,
  principal: Principal,
  options: SettingsOptions,
): Promise<RelyingPartyEditRequest> {
  const given = options as Record<string, unknown>
  const givenTo = (option: Option) => given[option.attributeName()]
  const values = Object.entries(plain).map(([setting, option]) => [setting, givenTo(option)])
  const booleans = Object.entries(flags).map(([setting, [name]]) => [setting, givenTo(new Option(`--${name}`))])
  const allowedUsers = allowedUsersOf(options)
  return {
    ...Object.fromEntries([...values, ...booleans].filter(([, value]) => value !== undefined)),
    ...(options.name === undefined ? {} : { name: options.name }),
    ...(options.stage === undefined ? {} : { environmentKey: await stageKey(context, principal, options.stage) }),
    ...(options.asset === undefined ? {} : { assetKey: await assetKey(context, principal, options.asset) }),
    ...(allowedUsers && { allowedUsers }),
  }
}

function allowedUsersOf({ role, group, everybody }: SettingsOptions): AllowedUsers | undefined {
  if ([role, group, everybody].filter(Boolean).length > 1) {
    throw new CommandError('give --role, --group or --everybody: one of them says who may use it.')
  }
  if (role) return { who: 'roles', applicationRoleKeys: role }
  if (group) return { who: 'groups', groupKeys: group }
  return everybody ? { who: 'everybody' } : undefined
}

async function stageKey(context: Context, { organizationKey }: Principal, text: string): Promise<string | null> {
  if (text === '') return null
  const [stage, another] = findEnvironmentsNamed(await listEnvironments(context, organizationKey))(text)
  if (another) throw new CommandError(`several stages are called '${text}': name one by its key.`)
  if (!stage) throw new CommandError(`there is no stage '${text}'.`)
  return stage.key
}

async function assetKey(context: Context, principal: Principal, text: string): Promise<string | null> {
  if (text === '') return null
  const { results } = await listAssets(context, principal, { nameContains: text })
  const [asset, another] = results.filter(({ name }) => name === text)
  if (another) throw new CommandError(`several assets are called '${text}': name one by its key.`)
  if (!asset && !isKey(normalKey(text))) throw new CommandError(`there is no asset '${text}'.`)
  return asset?.key ?? text
}
