import type { ApplicationRole, Portico, User } from '@portico/sdk'
import { CommandError } from '../failures.ts'

const isKey = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
const same = (one: string | null, another: string): boolean => one?.toLowerCase() === another.toLowerCase()

/** The user with this key or e-mail. */
export async function findUser({ users }: Portico, text: string): Promise<User> {
  if (isKey(text)) return users.get(text)
  for await (const user of users.list({ nameOrEmailContains: text })) if (same(user.email, text)) return user
  throw new CommandError(`there is no user with the e-mail ${text}, or none that this API client may see.`)
}

/** The application role with this key, or with this name, in this environment where there are several. */
export async function findApplicationRole(
  { applicationRoles }: Portico,
  text: string,
  environment?: string,
): Promise<ApplicationRole> {
  const found: ApplicationRole[] = []
  const query = isKey(text) ? { key: text } : { nameContains: text }
  for await (const role of applicationRoles.list(query)) {
    if (isKey(text) || (same(role.name, text) && (environment === undefined || same(role.environmentKey, environment))))
      found.push(role)
  }
  const [role, ...others] = found
  if (role && others.length === 0) return role
  if (!role) throw new CommandError(`there is no application role '${text}'${environment ? ` in ${environment}` : ''}.`)
  throw new CommandError(
    `there are several roles '${text}': name one by its key, or give --environment.\n${found.map((one) => `  ${one.key}  asset ${one.assetKey}, environment ${one.environmentKey}`).join('\n')}`,
  )
}
