import type { NewUser } from '@portico/sdk'
import { Command } from 'commander'
import { reportFailure } from '../failures.ts'
import { io, printError } from '../io.ts'
import { formatTable, print } from '../print.ts'
import { addServerOptions, connect, findCredentials, type ServerOptions } from './connect.ts'
import { forgetLostBatches } from './forget-lost-batches.ts'
import { type ImportJournal, openImportJournal } from './import-journal.ts'
import { importRows, type Report } from './import-rows.ts'
import { type PreviewedRow, previewRows } from './preview-rows.ts'
import { progressBar, withNotice } from './progress.ts'
import type { Row } from './users-file.ts'

const exitPartly = 3
const serverHasLost =
  'An import of this file was interrupted, and the server has lost some of it, as after a backup was restored. It begins anew.'
/** The exit status of a command that SIGINT ended, as shells have it */
const exitInterrupted = 130

interface ImportOptions extends ServerOptions {
  delimiter?: string
  builtIn?: boolean
  dryRun?: boolean
  fromStart?: boolean
}

export const usersImportCommand = (): Command =>
  addServerOptions(
    new Command('import').description('Create a user for each line of a CSV file').argument('<file>', 'a CSV file'),
    ['BulkUserProfile_CreateBulkUserProfilesOperation', { when: '--dry-run', calls: ['UserPreview_Read'] }],
  )
    .option(
      '--delimiter <character>',
      'what separates the columns; otherwise a line sep=; above says it, or the first line',
    )
    .option(
      '--built-in',
      'create a profile at the built-in identity provider for every user, to sign in with a password',
    )
    .option(
      '--dry-run',
      'say what would happen to each line, who exists already, and change nothing; ends with 3 or 1 where lines would be refused',
    )
    .option('--from-start', 'begin anew where an import of the same file was interrupted, instead of going on')
    .addHelpText(
      'after',
      `
The first line names the columns, in any order and case: email, name (or givenName and familyName), isActive, photoUrl,
addToBuiltInIdentityProvider, identityProviderKey, subject, username. An empty cell leaves its field out. The file is in
UTF-8 or UTF-16; comma, semicolon, tab or | separates the columns. A file that is not CSV, or has a line with more columns
than the first one, is refused as a whole and changes nothing. isActive and addToBuiltInIdentityProvider take yes and no in
many languages: the server's guide /guides/importing-users lists them.
Any other line that is refused is reported, and the others are imported. Ctrl+C ends the import with a report of what was
done so far. Called again within six days, with the same file, options, credentials and URL, the command goes on where it
was, also after it was killed or the server was away: nothing is imported twice, and the report is about the whole file.
With the URL of another node it begins anew.

A user who exists already, by the e-mail, gets the profile that the line asks for and is otherwise left alone. A line with
the e-mail of an earlier line is refused.

Exit status: 0 every line imported, 3 some of them, 1 none, 2 wrong usage, 130 ended by Ctrl+C.
--dry-run ends as the import would: 3 where some lines would be refused, 1 where all would.

Examples:
  portico users import people.csv --dry-run
  portico users import people.csv
  portico users import people.csv --json > report.json`,
    )
    .action(async (file: string, options: ImportOptions) => {
      // Imported here, so that other commands don't load csv-parse.
      const { readUsersFile } = await import('./users-file.ts')
      const rows = withNotice(`Reading ${file}…`, () => readUsersFile(file, options.delimiter))
      const defaults: NewUser = options.builtIn ? { addToBuiltInIdentityProvider: true } : {}
      if (options.dryRun) return printPreview(await previewRows(connect(options), rows, defaults), options)
      const bar = progressBar(rows.length)
      const interrupted = interruptSignal()
      const portico = connect(options)
      const journal = journalOf(rows, options)
      if (await forgetLostBatches(portico, journal)) printError(serverHasLost)
      else if (journal.settled.size > 0) printError('An import of this file was interrupted. It goes on.')
      const { report, stopped } = await importRows(portico, rows, { defaults, journal }, bar.show, interrupted).finally(
        bar.end,
      )
      const { imported, total, notTried } = report
      print(options.json, report, () => countsOf(report))
      if (stopped) reportFailure(stopped)
      if (!options.json) printLines(report)
      // Last, where it is seen.
      if (notTried === 0 && stopped === undefined) journal.remove()
      else printError('Call the same command again, with the same URL, to go on from here: nobody is imported twice.')
      if (imported < total) io().exitCode = imported > 0 ? exitPartly : 1
      if (notTried > 0 && interrupted.aborted) io().exitCode = exitInterrupted
    })

/** By everything that makes an import another one */
function journalOf(rows: Row[], { url, fromStart = false, delimiter, builtIn }: ImportOptions): ImportJournal {
  const credentials = findCredentials(url === undefined ? {} : { url })
  const circumstances = { url: credentials.url, clientId: credentials.clientId, delimiter, builtIn }
  return openImportJournal(rows, circumstances, { fromStart })
}

/** Aborted by the first Ctrl+C. The second one ends the command at once, as always. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController()
  io().once('SIGINT', () => controller.abort())
  return controller.signal
}

const outcomes: Record<PreviewedRow['status'], string> = {
  Inserted: 'new user',
  Updated: 'exists already: gets the profile',
  Error: 'refused',
}

function printPreview(rows: PreviewedRow[], { json }: ServerOptions): void {
  const cells = rows.map(({ line, name, status, reason }) => [String(line), name, reason ?? outcomes[status]])
  print(json, rows, () => `${formatTable(['LINE', 'USER', 'WHAT WOULD HAPPEN'], cells)}\n\n${summaryOf(rows)}`)
  if (rows.every(({ status }) => status !== 'Error')) return
  io().exitCode = rows.some(({ status }) => status !== 'Error') ? exitPartly : 1
}

function summaryOf(rows: PreviewedRow[]): string {
  const count = (status: PreviewedRow['status']): number => rows.filter((row) => row.status === status).length
  return `${count('Inserted')} new, ${count('Updated')} exist already and get the profile, ${count('Error')} would be refused. Nothing was changed.`
}

const countsOf = ({ total, imported, unknown, notTried }: Report): string =>
  [
    `${imported} of ${total} imported`,
    ...(unknown.length > 0 ? [`${unknown.length} accepted without a known result`] : []),
    ...(notTried > 0 ? [`${notTried} not tried`] : []),
  ]
    .join(', ')
    .concat('.')

/** The lines that failed, and those of which it is not known. */
function printLines({ failed, unknown }: Report): void {
  if (failed.length > 0) {
    const rows = failed.map(({ line, name, reason }) => [String(line), name, reason])
    printError(`\n${failed.length} failed:\n`)
    printError(`${formatTable(['LINE', 'USER', 'REASON'], rows)}\n`)
  }
  if (unknown.length > 0) {
    const rows = unknown.map(({ line, name, operation }) => [String(line), name, operation])
    printError(`\n${unknown.length} accepted by the server, which has not said what became of them:\n`)
    printError(`${formatTable(['LINE', 'USER', 'OPERATION'], rows)}\n`)
  }
}
