import { readFileSync } from 'node:fs'
import { createPortico, type Portico } from '@portico/sdk'
import { type Command, InvalidArgumentError } from 'commander'
import { CommandError, UsageError } from '../failures.ts'
import { io } from '../io.ts'
import { asTyped } from '../npm-options.ts'
import { type CalledOperations, neededPermissions } from './needed-permissions.ts'
import { type Profile, readProfiles } from './profiles.ts'

/** The options of every command that talks to a server. */
export interface ServerOptions {
  url?: string
  json?: boolean
}

/**
 * Adds the options to a command that talks to a server, and to its help what it needs there.
 * @param operations what it calls
 */
export const addServerOptions = (command: Command, operations: CalledOperations): Command =>
  command
    .addHelpText('after', neededPermissions(operations))
    .option('--url <url>', 'the server, where you are logged in to several; otherwise the last one', serverUrl)
    .option('--json', 'print JSON')

/** As the SDK writes it, so that one server is one profile. */
export function serverUrl(text: string): string {
  try {
    return createPortico({ url: text, accessToken: '' }).url
  } catch (error) {
    throw new InvalidArgumentError(`${(error as Error).message}.`)
  }
}

/** What an option's argument is refused by, commander prints; nobody would say anything of this. */
function urlOfEnvironment(text: string): string {
  try {
    return serverUrl(text)
  } catch (error) {
    throw new UsageError(`PORTICO_URL: ${(error as Error).message}`)
  }
}

/** The server that the options mean, with credentials from the environment or from `portico login`. */
export const connect = (options: ServerOptions): Portico => createPortico(findCredentials(options))

/** Credentials, and where they come from: of `environment`, the secret itself or the file that holds it */
export interface FoundCredentials extends Profile {
  url: string
  source: 'environment' | 'file' | 'login'
}

export function findCredentials({ url }: ServerOptions): FoundCredentials {
  const { PORTICO_URL: from, PORTICO_CLIENT_ID: clientId, PORTICO_CLIENT_SECRET: secret } = io().env
  const { PORTICO_CLIENT_SECRET_FILE: file } = io().env
  // All three or none: credentials must not reach another server than theirs.
  if (!url && from && clientId && (secret || file)) {
    if (secret && file) throw new UsageError('set PORTICO_CLIENT_SECRET or PORTICO_CLIENT_SECRET_FILE, not both.')
    const clientSecret = secret || readFileSync(file ?? '', 'utf8').trim()
    if (!clientSecret) throw new CommandError(`${file} is empty: it must hold the client secret.`)
    return { url: urlOfEnvironment(from), clientId, clientSecret, source: secret ? 'environment' : 'file' }
  }
  if (!url && from) refuseIncomplete({ PORTICO_CLIENT_ID: clientId, PORTICO_CLIENT_SECRET: secret || file })
  const { current, servers } = readProfiles()
  const wanted = url ?? current
  const profile = wanted === null ? undefined : servers[wanted]
  if (wanted === null || !profile) {
    const known = Object.keys(servers)
    throw new UsageError(
      `${url ? `you are not logged in to ${url}` : 'you are not logged in'}. Run: ${asTyped('portico')} login --url ${url ?? '<url>'} --client-id <id>${
        known.length > 0 ? `\nThere are credentials for ${known.join(', ')}.` : ''
      }`,
    )
  }
  return { url: wanted, ...profile, source: 'login' }
}

/** Credentials of which a part is missing, as where a secret store gave nothing: those of a login were not meant. */
function refuseIncomplete(credentials: Record<string, string | undefined>): void {
  const missing = Object.keys(credentials).filter((name) => !credentials[name])
  if (missing.length !== 1) return
  const [name = ''] = missing
  const place = name === 'PORTICO_CLIENT_SECRET' ? `${name} (or ${name}_FILE)` : name
  throw new UsageError(`${place} is missing or empty, and PORTICO_URL needs it: set it, or remove PORTICO_URL.`)
}
