import { readFileSync } from 'node:fs'
import { settings } from '@portico/server/config/settings.ts'
import { nameFault, trimmedName } from '@portico/server/http/api/require-name.ts'
import { descriptionRule, fits, nameRule } from '@portico/server/http/api/text-rules.ts'
import { mostAccessTokenMinutes } from '@portico/server/modules/api-clients/clients/api-client.ts'
import type { PermissionRequest } from '@portico/server/modules/api-clients/clients/permission-selection.ts'
import type { OwnLimit } from '@portico/server/modules/foundation/rate-limits/own-limits.ts'
import type { RegisteredApiScope } from '@portico/server/modules/relying-parties/registered-apis/registered-api.ts'
import { scopePattern } from '@portico/server/modules/relying-parties/registered-apis/require-scopes.ts'
import { InvalidArgumentError } from 'commander'

// What commander calls for each option's text: the same rules as the API's, since both call the same operations.

export function nameArgument(text: string): string {
  if (!fits(text, nameRule))
    throw new InvalidArgumentError('It takes 1 to 256 characters, none of them a control character.')
  const fault = nameFault(text)
  if (fault) throw new InvalidArgumentError(`It ${fault}.`)
  return trimmedName(text)
}

export function descriptionArgument(text: string): string {
  if (!fits(text, descriptionRule))
    throw new InvalidArgumentError('It takes up to 1024 characters, none of them a control character.')
  return text
}

export function hoursArgument(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('It takes a whole number of hours.')
  return Number(text)
}

/** How long an access token is valid */
export function minutesArgument(text: string): number {
  const minutes = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (minutes < 1 || minutes > mostAccessTokenMinutes)
    throw new InvalidArgumentError(`It takes a whole number of minutes from 1 to ${mostAccessTokenMinutes}.`)
  return minutes
}

/** `orders:read=Reads orders` → the scope and what it allows. */
export function scopeArgument(text: string, previous: RegisteredApiScope[] = []): RegisteredApiScope[] {
  const [name = '', ...description] = text.split('=')
  if (!new RegExp(scopePattern).test(name) || name.length > 128)
    throw new InvalidArgumentError(
      'A scope has 1 to 128 letters, digits and signs, without spaces, quotes and backslashes.',
    )
  return [...previous, { name, description: description.join('=').trim() || null }]
}

/** What `--rate-limit` of the server takes, and `default` */
export function rateLimitArgument(text: string): OwnLimit {
  if (text === 'default') return text
  try {
    return settings.rateLimit.parse(text)
  } catch (error) {
    throw new InvalidArgumentError(`It takes ${(error as Error).message}, or default.`)
  }
}

/** `View end users:Development,Test` → the permission in two environments; without a colon, in all of them. */
export function permissionArgument(text: string, previous: PermissionRequest[] = []): PermissionRequest[] {
  const colon = text.indexOf(':')
  if (colon < 0) return [...previous, { name: text.trim(), environments: null }]
  const environments = text
    .slice(colon + 1)
    .split(',')
    .map((environment) => environment.trim())
  return [...previous, { name: text.slice(0, colon).trim(), environments }]
}

/** A file with a JSON Web Key Set */
export function jwksFileArgument(file: string): { keys: Record<string, unknown>[] } {
  try {
    const jwks = JSON.parse(readFileSync(file, 'utf8'))
    if (Array.isArray(jwks.keys) && jwks.keys.length > 0 && jwks.keys.length <= 10) return { keys: jwks.keys }
  } catch (error) {
    throw new InvalidArgumentError(`The file cannot be read: ${(error as Error).message}.`)
  }
  throw new InvalidArgumentError('The file must hold a JSON Web Key Set: {"keys": [ 1 to 10 public keys ]}.')
}
