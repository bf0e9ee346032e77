import { type NewUser, type Portico, PorticoError } from '@portico/sdk'
import { Command } from 'commander'
import { reportFailure } from '../failures.ts'
import { print, table } from '../output.ts'
import { connect, type RemoteOptions, talks } from './connection.ts'
import { progressBar } from './progress.ts'
import { type Row, readUsersFile } from './users-file.ts'

const exitPartly = 3
/** Enough to hide the way to the server; more would only queue there. */
const inFlight = 4

interface Failure {
  line: number
  name: string
  errorCode: string | null
  reason: string
}

/** What became of a file. */
interface Report {
  total: number
  imported: number
  failed: Failure[]
  /** Lines that were not sent any more, because something kept all of them from working */
  notTried: number
}

interface ImportOptions extends RemoteOptions {
  delimiter: string
  builtIn?: boolean
}

export const importCommand = (): Command =>
  talks(new Command('import').description('Create a user for each line of a CSV file').argument('<file>', 'CSV, UTF-8'))
    .option('--delimiter <character>', 'what separates the columns', ',')
    .option('--built-in', 'give everyone a profile at the built-in identity provider')
    .addHelpText(
      'after',
      `
The first line names the columns, in any order: email, name, isActive, photoUrl, addToBuiltInIdentityProvider,
identityProviderKey, subject, username. An empty cell leaves its field out. A file that is no CSV changes nothing; a
line that is refused is reported, and the others are imported all the same.

Exit status: 0 every line imported, 3 some of them, 1 none, 2 wrong usage.

Examples:
  portico users import people.csv
  portico users import people.csv --delimiter ';' --json > report.json`,
    )
    .action(async (file: string, options: ImportOptions) => {
      const rows = readUsersFile(file, options.delimiter)
      const bar = progressBar(rows.length)
      const defaults: NewUser = options.builtIn ? { addToBuiltInIdentityProvider: true } : {}
      const { report, stopped } = await importRows(connect(options), rows, defaults, bar.show).finally(bar.end)
      print(options.json, report, () => `${report.imported} of ${report.total} imported.`)
      if (stopped) reportFailure(stopped)
      if (!options.json) reportFailures(report)
      if (report.imported < report.total) process.exitCode = report.imported > 0 ? exitPartly : 1
    })

async function importRows(
  { users }: Portico,
  rows: Row[],
  defaults: NewUser,
  onDone: (done: number) => void,
): Promise<{ report: Report; stopped: unknown }> {
  const failed: Failure[] = []
  const waiting = rows.values()
  let [imported, stopped]: [number, unknown] = [0, undefined]
  const worker = async (): Promise<void> => {
    for (const { line, name, user, fault } of waiting) {
      try {
        if (user) await users.create({ ...defaults, ...user })
        if (user) imported++
        else failed.push({ line, name, errorCode: null, reason: fault ?? '' })
      } catch (error) {
        const { errorCode = null, detail, message } = error as PorticoError
        failed.push({ line, name, errorCode, reason: detail ?? message })
        if (!isOfTheLine(error)) stopped ??= error
      }
      onDone(imported + failed.length)
      if (stopped) return
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  failed.sort((one, another) => one.line - another.line)
  const notTried = rows.length - imported - failed.length
  return { report: { total: rows.length, imported, failed, notTried }, stopped }
}

/** Whether the next line may fare better: a missing permission or a server that is away stops them all. */
const isOfTheLine = (error: unknown): boolean =>
  error instanceof PorticoError && ![401, 403, 421, 429].includes(error.status) && error.status < 500

function reportFailures({ failed, notTried }: Report): void {
  if (failed.length === 0) return
  const rows = failed.map(({ line, name, reason }) => [String(line), name, reason])
  console.error(`\n${failed.length} failed${notTried > 0 ? `, ${notTried} not tried` : ''}:\n`)
  console.error(table(['LINE', 'USER', 'REASON'], rows))
}
