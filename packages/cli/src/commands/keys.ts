import { listSigningKeys } from '@portico/server/modules/foundation/signing-keys/list-signing-keys.ts'
import {
  defaultOverlapHours,
  rotateSigningKey,
} from '@portico/server/modules/foundation/signing-keys/rotate-signing-key.ts'
import {
  type SigningAlgorithm,
  type SigningKey,
  signingAlgorithms,
} from '@portico/server/modules/foundation/signing-keys/signing-key.ts'
import { Command, Option } from 'commander'
import { type AdministrationOptions, addDatabaseOptions, withOrganization } from '../administration.ts'
import { hoursArgument } from '../arguments.ts'
import { formatTable, print } from '../print.ts'

export function keysCommand(): Command {
  return new Command('keys')
    .description('The keys that access tokens are signed with')
    .addHelpText('after', '\nExamples:\n  portico keys list\n  portico keys rotate --algorithm EdDSA')
    .addCommand(listCommand())
    .addCommand(rotateCommand())
}

const listCommand = (): Command =>
  addDatabaseOptions(new Command('list').description('List the keys: the one that signs, and those that still verify'))
    .addHelpText('after', '\nExample:\n  portico keys list --json')
    .action((options: AdministrationOptions) =>
      withOrganization(options, 'keys list', async (context, { organizationKey }) => {
        const keys = (await listSigningKeys(context, organizationKey)).map(shown)
        print(options.json, keys, () =>
          formatTable(
            ['KEY ID', 'ALGORITHM', 'USE', 'CREATED', 'RETIRES'],
            keys.map((key) => [key.kid, key.algorithm, key.use, key.createdAt, key.retiresAt]),
          ),
        )
      }),
    )

const rotateCommand = (): Command =>
  addDatabaseOptions(
    new Command('rotate').description('Sign with a new key. The former key still verifies tokens during the overlap.'),
  )
    .addOption(
      new Option('--algorithm <name>', 'JWS algorithm of the new key').choices(signingAlgorithms).default('ES256'),
    )
    .option(
      '--overlap <hours>',
      'how long the former key verifies; 0 refuses its tokens immediately',
      hoursArgument,
      defaultOverlapHours,
    )
    .addHelpText(
      'after',
      `
Examples:
  portico keys rotate
  portico keys rotate --algorithm RS256
  portico keys rotate --overlap 0       after a key has leaked: every token must be obtained again`,
    )
    .action((options: AdministrationOptions & { algorithm: SigningAlgorithm; overlap: number }) =>
      withOrganization(options, 'keys rotate', async (context, principal) => {
        const { algorithm, overlap } = options
        const { kid } = await rotateSigningKey(context, principal, { algorithm, overlapHours: overlap })
        print(options.json, { kid, algorithm }, () => `Tokens are signed with the ${algorithm} key ${kid} from now on.`)
      }),
    )

const shown = ({ kid, algorithm, createdAt, retiresAt }: SigningKey) => ({
  kid,
  algorithm,
  use: retiresAt === null ? 'signs' : 'verifies',
  createdAt,
  retiresAt,
})
