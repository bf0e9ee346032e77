import { keyFile, promoteNextKeyFile } from '@portico/server/config/key-file.ts'
import { prepareNextMasterKey } from '@portico/server/config/read-master-keys.ts'
import { databaseExists } from '@portico/server/db/database.ts'
import { type MasterKeyProof, proveMasterKey } from '@portico/server/modules/foundation/master-key/prove-master-key.ts'
import { rotateMasterKey } from '@portico/server/modules/foundation/master-key/rotate-master-key.ts'
import { Command } from 'commander'
import { type AdministrationOptions, addDatabaseOptions, withContext } from '../administration.ts'
import { CommandError } from '../failures.ts'
import { io, printError } from '../io.ts'
import { formatTable, print } from '../print.ts'
import { configFromOptions } from '../settings-options.ts'

export function masterKeyCommand(): Command {
  return new Command('master-key')
    .addHelpText('after', '\nExamples:\n  portico master-key check\n  portico master-key rotate')
    .addCommand(checkCommand())
    .addCommand(rotateCommand())
}

const checkCommand = (): Command =>
  addDatabaseOptions(
    new Command('check').description('Open every encrypted value with the master key, and look for any under another'),
    { ofOrganization: false },
  )
    .addHelpText('after', '\nExample:\n  portico master-key check --json')
    .action((options: AdministrationOptions) =>
      withContext(options, async (context) =>
        report(options, await proveMasterKey(context, context.vault.keys.current)),
      ),
    )

const rotateCommand = (): Command =>
  addDatabaseOptions(
    new Command('rotate').description(
      'Encrypt everything again under a new master key, while servers run, and prove that nothing is left under the former one',
    ),
    { ofOrganization: false },
  )
    .addHelpText(
      'after',
      `
Where the master key is the file master.key, this makes the next one beside it, and servers on the same folder read it
by themselves. Where it is PORTICO_MASTER_KEY, first give every node the next one as PORTICO_MASTER_KEY_NEXT, and
restart the nodes one after the other. If it is interrupted, run it again: it goes on.

Example:
  portico master-key rotate`,
    )
    .action(async (options: AdministrationOptions) => {
      const config = configFromOptions(options)
      const { env } = io()
      const { dataFolder } = config
      if (!databaseExists(config))
        throw new CommandError(`there is no database in ${dataFolder}. Name its folder with --data.`)
      const next = await prepareNextMasterKey(dataFolder, env)
      await withContext(options, async (context) => {
        const proof = await rotateMasterKey(context, next, { tell: printError })
        if (env.PORTICO_MASTER_KEY === undefined && env.PORTICO_MASTER_KEY_NEXT === undefined) {
          const former = await promoteNextKeyFile(dataFolder, next.id)
          printError(`The master key is in ${keyFile(dataFolder)}: back it up.${former ? ` ${keptIn(former)}` : ''}`)
        } else {
          printError('Set PORTICO_MASTER_KEY to the next key on every node, and remove PORTICO_MASTER_KEY_NEXT.')
        }
        report(options, proof)
      })
    })

const keptIn = (file: string): string =>
  `The former one is in ${file}: keep it with the backups from before, and delete it here.`

/** Prints what was proven. @throws CommandError where something is left under another key */
function report({ json }: AdministrationOptions, proof: MasterKeyProof): void {
  print(json, proof, () => proofText(proof))
  if (!proof.isProven) throw new CommandError('something is encrypted under another master key, see above.')
}

function proofText({ masterKey, columns, elsewhere, inFiles, isProven }: MasterKeyProof): string {
  const table = formatTable(
    ['COLUMN', 'VALUES', 'NOT OPENED'],
    columns.map(({ column, values, notOpened }) => [column, String(values), String(notOpened)]),
  )
  const others = elsewhere.found.map(({ column, values }) => `${values} in ${column}`).join(', ') || 'none'
  return [
    table,
    '',
    `Values under another key in all ${elsewhere.columns} columns of text: ${others}.`,
    inFiles === null
      ? "PostgreSQL's files were not read."
      : `Other keys' values in freed space of the files: ${inFiles.join(', ') || 'none'}.`,
    isProven
      ? `Everything opens with the master key ${masterKey} alone. A former one opens nothing here.`
      : `Not everything is under the master key ${masterKey}.`,
  ].join('\n')
}
