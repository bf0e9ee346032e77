import { createPortico } from '@portico/sdk'
import { Command, Option } from 'commander'
import { hoursArgument } from '../arguments.ts'
import { io } from '../io.ts'
import { formatFields, print } from '../print.ts'
import { addServerOptions, type FoundCredentials, findCredentials, type ServerOptions } from './connect.ts'
import { prepareReplacement } from './prepare-replacement.ts'
import { profilesFile, readProfiles, writeProfiles } from './profiles.ts'

interface RotateOptions extends ServerOptions {
  expires?: string
  overlap: number
}

export const rotateSecretCommand = (): Command =>
  addServerOptions(new Command('rotate-secret'), ['ApiClient_RotateOwnSecret'])
    .option('--overlap <hours>', 'how long the former secret stays valid, 1 to 168 hours', hoursArgument, 24)
    .addOption(
      new Option(
        '--expires <day>',
        'last day of the new secret, YYYY-MM-DD, at most 24 months ahead (default: 90 days)',
      ),
    )
    .addHelpText(
      'after',
      `
The new secret goes where the former one came from: into the file that PORTICO_CLIENT_SECRET_FILE names, or among the
credentials of portico login. Either is replaced whole, readable by its owner alone. Where the secret came from
PORTICO_CLIENT_SECRET, the new one is printed. If the command fails, run it again before the overlap ends.

Examples:
  portico rotate-secret
  PORTICO_CLIENT_SECRET_FILE=/etc/payroll/secret portico rotate-secret --overlap 48`,
    )
    .action(async (options: RotateOptions) => {
      const { url, clientId, clientSecret, source } = findCredentials(options)
      const place = placeFor(url, clientId, source)
      try {
        const portico = createPortico({ url, clientId, clientSecret })
        const credentials = await portico.rotateSecret({
          overlapHours: options.overlap,
          expiresOn: options.expires ?? null,
          ...(place && { keep: ({ clientSecret }) => place.keep(clientSecret) }),
        })
        const { clientSecret: next, secretExpiresAt, formerSecretExpiresAt } = credentials
        const shown = {
          clientId,
          secretExpiresAt,
          formerSecretExpiresAt,
          ...(place ? { file: place.file } : { clientSecret: next }),
        }
        print(options.json, shown, () =>
          formatFields([
            ['Client ID', clientId],
            place ? ['Secret kept in', place.file] : ['Client secret', next],
            ['Secret expires', secretExpiresAt],
            ['Former secret', formerSecretExpiresAt && `works until ${formerSecretExpiresAt}`],
          ]),
        )
      } finally {
        place?.close?.()
      }
    })

interface Place {
  file: string
  keep(clientSecret: string): void
  close?(): void
}

/** Undefined where the new secret is printed: nobody knows yet whether it is kept. */
function placeFor(url: string, clientId: string, source: FoundCredentials['source']): Place | undefined {
  if (source === 'environment') return undefined
  if (source === 'login') {
    return {
      file: profilesFile(),
      keep(clientSecret) {
        const { current, servers } = readProfiles()
        writeProfiles({ current, servers: { ...servers, [url]: { clientId, clientSecret } } })
      },
    }
  }
  const file = io().env.PORTICO_CLIENT_SECRET_FILE ?? ''
  const replacement = prepareReplacement(file)
  return { file, keep: (secret) => replacement.replaceWith(`${secret}\n`), close: () => replacement.close() }
}
