import { endApiClientSecret } from '@portico/server/modules/api-clients/clients/end-api-client-secret.ts'
import { generateSecret } from '@portico/server/modules/api-clients/clients/generate-secret.ts'
import { Command } from 'commander'
import { type AdministrationOptions, addDatabaseOptions } from '../administration.ts'
import { apiClientCredentialsText } from '../api-client-text.ts'
import { hoursArgument } from '../arguments.ts'
import { print } from '../print.ts'
import { example, expiresOption, printChanged, theClient, withClient } from './with-client.ts'

export const newSecret = (): Command =>
  addDatabaseOptions(
    new Command('generate-secret')
      .description('Replace the secret and print the new one, which is never shown again')
      .argument('<client>', theClient),
  )
    .addOption(expiresOption())
    .option('--overlap <hours>', 'how long the former secret stays valid, up to 168 hours', hoursArgument, 0)
    .addHelpText('after', example('generate-secret CI', 'generate-secret CI --overlap 24 --json'))
    .action((client: string, options: AdministrationOptions & { expires?: string; overlap: number }) =>
      withClient(options, 'generate-secret', client, async (context, principal, key) => {
        const request = { expiresOn: options.expires ?? null, overlapHours: options.overlap }
        const credentials = await generateSecret(context, principal, key, request)
        print(options.json, credentials, () => apiClientCredentialsText(credentials))
      }),
    )

export const endSecret = (): Command =>
  addDatabaseOptions(
    new Command('end-secret')
      .description('End one secret immediately: tokens already issued stay valid')
      .argument('<client>', theClient)
      .argument('<secret>', 'key of the secret, which show tells'),
  )
    .addHelpText('after', example('end-secret CI 018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'))
    .action((client: string, secret: string, options: AdministrationOptions) =>
      withClient(options, 'end-secret', client, async (context, principal, key) => {
        await endApiClientSecret(context, principal, key, secret)
        await printChanged(options, context, principal, key, 'Ended.')
      }),
    )
