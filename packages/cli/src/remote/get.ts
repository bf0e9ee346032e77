import {
  type ApplicationRole,
  type Group,
  mailboxOf,
  type OrganizationRole,
  type Portico,
  type User,
} from '@portico/sdk'
import { CommandError, UsageError } from '../failures.ts'
import { asTyped } from '../npm-options.ts'
import { placeNamesOf } from './place-names.ts'

const isKey = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
const same = (one: string | null, another: string): boolean => one?.toLowerCase() === another.toLowerCase()

/** How to find what was not named by its key */
const searchFor = (list: string, text: string): string =>
  ` To find it: ${asTyped('portico')} ${list} --search '${text.replaceAll("'", "'\\''")}'`

/** The user with this key or e-mail. */
export async function getUser({ users }: Portico, text: string): Promise<User> {
  if (isKey(text)) return users.get(text)
  if (!text.includes('@'))
    throw new UsageError(`'${text}' is neither the key nor the e-mail of a user.${searchFor('users list', text)}`)
  for await (const user of users.list({ nameOrEmailContains: text }))
    if (user.email !== null && mailboxOf(user.email) === mailboxOf(text)) return user
  throw new CommandError(`there is no user with the e-mail ${text}, or none that this API client may see.`)
}

/** The key of the environment with this key or name. */
export async function getEnvironmentKey({ environments }: Portico, text: string): Promise<string> {
  if (isKey(text)) return text
  const all = await environments.list()
  const found = all.filter(({ name }) => same(name, text))
  const [environment, ...others] = found
  if (environment && others.length === 0) return environment.key
  if (environment) {
    const keys = found.map(({ key }) => `  ${key}`).join('\n')
    throw new CommandError(`several stages are called ${text}: name one by its key.\n${keys}`)
  }
  throw new CommandError(`there is no stage ${text}. There are ${all.map(({ name }) => name).join(', ')}.`)
}

/** The group with this key, or with this name, which may exist in several environments. */
export async function getGroup(portico: Portico, text: string, environment?: string): Promise<Group> {
  if (isKey(text)) return portico.groups.get(text)
  const place = environment === undefined ? {} : { environmentKey: await getEnvironmentKey(portico, environment) }
  const found: Group[] = []
  for await (const group of portico.groups.list({ nameContains: text, ...place })) {
    if (same(group.name, text)) found.push(group)
  }
  const [group, ...others] = found
  if (group && others.length === 0) return group
  if (!group)
    throw new CommandError(
      `there is no group '${text}'${environment ? ` in ${environment}` : ''}.${searchFor('groups list', text)}`,
    )
  const names = await placeNamesOf(portico, found)
  const lines = found.map((one) => `  ${one.key}  stage ${names.environment(one.environmentKey)}`)
  throw new CommandError(
    `there are several groups '${text}': name one by its key, or give --environment.\n${lines.join('\n')}`,
  )
}

/** The organization role with this key or name. */
export async function getOrganizationRole({ organizationRoles }: Portico, text: string): Promise<OrganizationRole> {
  if (isKey(text)) return organizationRoles.get(text)
  for await (const role of organizationRoles.list({ nameContains: text })) if (same(role.name, text)) return role
  throw new CommandError(`there is no organization role '${text}'.${searchFor('roles list --organization', text)}`)
}

/** The key of the asset with this key or name. */
export async function getAssetKey({ assetRevisions }: Portico, text: string): Promise<string> {
  if (isKey(text)) return text
  const near: string[] = []
  for await (const { assetKey, name } of assetRevisions.list({ nameContains: text })) {
    if (same(name, text)) return assetKey
    near.push(name)
  }
  const others = near.length > 0 ? ` There are ${near.slice(0, 10).join(', ')}.` : ''
  throw new CommandError(`there is no asset '${text}', or none that this API client may see.${others}`)
}

/** The application role with this key, or with this name, of this asset and environment where there are several. */
export async function getApplicationRole(
  portico: Portico,
  text: string,
  { asset, environment }: { asset?: string; environment?: string },
): Promise<ApplicationRole> {
  const environmentKey = environment === undefined ? undefined : await getEnvironmentKey(portico, environment)
  const assetKey = asset === undefined ? undefined : await getAssetKey(portico, asset)
  const isMeant = (role: ApplicationRole): boolean =>
    same(role.name, text) &&
    (environmentKey === undefined || role.environmentKey === environmentKey) &&
    (assetKey === undefined || role.assetKey === assetKey)
  const query = isKey(text) ? { key: text } : { nameContains: text }
  const found: ApplicationRole[] = []
  for await (const role of portico.applicationRoles.list(query)) {
    if (isKey(text) || isMeant(role)) found.push(role)
  }
  const [role, ...others] = found
  if (role && others.length === 0) return role
  const places = [asset && ` of ${asset}`, environment && ` in ${environment}`].filter(Boolean).join('')
  if (!role) throw new CommandError(`there is no end-user role '${text}'${places}.${searchFor('roles list', text)}`)
  const names = await placeNamesOf(portico, found)
  const lines = found.map(
    (one) => `  ${one.key}  asset ${names.asset(one.assetKey)}, stage ${names.environment(one.environmentKey)}`,
  )
  throw new CommandError(
    `there are several roles '${text}': name one by its key, or give --asset or --environment.\n${lines.join('\n')}`,
  )
}
