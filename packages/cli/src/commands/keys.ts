import { listSigningKeys } from '@portico/server/modules/foundation/signing-keys/list-signing-keys.ts'
import {
  defaultOverlapHours,
  rotateSigningKey,
} from '@portico/server/modules/foundation/signing-keys/rotate-signing-key.ts'
import {
  keySetMaxAge,
  type SigningAlgorithm,
  type SigningKey,
  signingAlgorithms,
} from '@portico/server/modules/foundation/signing-keys/signing-key.ts'
import { signingKeyState } from '@portico/server/modules/foundation/signing-keys/signing-keys-in-use.ts'
import { Command, Option } from 'commander'
import { type AdministrationOptions, addDatabaseOptions, withOrganization } from '../administration.ts'
import { hoursArgument } from '../arguments.ts'
import { printError } from '../io.ts'
import { formatTable, print } from '../print.ts'

export function keysCommand(): Command {
  return new Command('keys')
    .addHelpText('after', '\nExamples:\n  portico keys list\n  portico keys rotate --algorithm EdDSA')
    .addCommand(listCommand())
    .addCommand(rotateCommand())
}

const listCommand = (): Command =>
  addDatabaseOptions(
    new Command('list').description('List the keys: those that sign, the next ones, and those that still verify'),
  )
    .addHelpText('after', '\nExample:\n  portico keys list --json')
    .action((options: AdministrationOptions) =>
      withOrganization(options, 'keys list', async (context, { organizationKey }) => {
        const all = await listSigningKeys(context, organizationKey)
        const keys = all.map((key) => shown(key, all, context.clock.now()))
        print(options.json, keys, () =>
          formatTable(
            ['KEY ID', 'ALGORITHM', 'STATE', 'ACCESS TOKENS', 'CREATED', 'SIGNS FROM', 'VERIFIES UNTIL'],
            keys.map((key) => [
              key.kid,
              key.algorithm,
              key.state,
              key.signsAccessTokens ? 'yes' : 'no',
              key.createdAt,
              key.activatesAt,
              key.retiresAt,
            ]),
          ),
        )
      }),
    )

const rotateCommand = (): Command =>
  addDatabaseOptions(
    new Command('rotate').description(
      'Publish new keys, one that signs access tokens once every verifier can know it. The former keys still verify during the overlap.',
    ),
  )
    .addOption(
      new Option('--algorithm <name>', 'JWS algorithm of the new key for access tokens')
        .choices(signingAlgorithms)
        .default('ES256'),
    )
    .option(
      '--overlap <hours>',
      'how long the former key verifies once the new one signs; 0 refuses its tokens immediately, which implies --now',
      hoursArgument,
      defaultOverlapHours,
    )
    .option('--now', 'sign with the new key immediately: verifiers that keep the key set refuse its tokens for minutes')
    .addHelpText(
      'after',
      `
Examples:
  portico keys rotate
  portico keys rotate --algorithm RS256
  portico keys rotate --now               before verifiers can know the key
  portico keys rotate --overlap 0         after a key has leaked: every token must be obtained again`,
    )
    .action((options: AdministrationOptions & { algorithm: SigningAlgorithm; overlap: number; now?: true }) =>
      withOrganization(options, 'keys rotate', async (context, principal) => {
        const { algorithm, overlap: overlapHours } = options
        const isImmediate = options.now === true
        const rotation = { algorithm, overlapHours, isImmediate }
        const { kid, activatesAt } = await rotateSigningKey(context, principal, rotation)
        const signsNow = Date.parse(activatesAt) <= context.clock.now()
        if (signsNow) printError(warning)
        print(options.json, { kid, algorithm, activatesAt }, () =>
          signsNow
            ? `Tokens are signed with the ${algorithm} key ${kid} from now on.`
            : `The ${algorithm} key ${kid} is published now. It signs from ${activatesAt} on, when every verifier can know it.`,
        )
      }),
    )

const minutes = keySetMaxAge / 60
const warning = `Warning: programs that verify tokens may keep the key set for ${minutes} minutes, and longer where they ask rarely. Until they read it again, they refuse tokens that are signed with the new key, and accept those of a key that is refused here.`

const shown = (key: SigningKey, all: readonly SigningKey[], now: number) => ({
  kid: key.kid,
  algorithm: key.algorithm,
  signsAccessTokens: key.signsAccessTokens,
  state: signingKeyState(key, all, now),
  createdAt: key.createdAt,
  activatesAt: key.activatesAt,
  retiresAt: key.retiresAt,
})
