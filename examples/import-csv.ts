/**
 * Creates a user for each line of a CSV file, with a progress bar: npx node examples/import-csv.ts people.csv
 *
 * The first line names the columns, such as `email` and `name`. Needs an API client with *Manage users*. The command
 * `portico users import` does the same, a hundred users in one request.
 */
import { readFileSync } from 'node:fs'
import { PorticoError } from '@portico/sdk'
import { csvUserOf, decodeCsv, parseCsv, userFieldOf } from '@portico/sdk/users-csv'
import { connect } from './connection.ts'

const [file] = process.argv.slice(2)
if (!file) {
  console.error('Usage: npx node examples/import-csv.ts <file>')
  process.exit(2)
}

const [headings, ...rows] = parseCsv(decodeCsv(readFileSync(file)))
const fields = headings?.cells.map(userFieldOf) ?? []
const people = rows.map(({ cells }) => csvUserOf(fields, cells).user)
const { users } = connect()
const refused: string[] = []
let done = 0

// Four requests at a time: each worker takes the next line as soon as it is free.
const waiting = people.values()
const worker = async (): Promise<void> => {
  for (const user of waiting) {
    try {
      await users.create(user)
    } catch (error) {
      // A line that is refused is reported; anything else (no permission, no server) ends the import.
      if (!(error instanceof PorticoError) || error.status !== 400) throw error
      refused.push(`${user.email}: ${error.detail}`)
    }
    show(++done, people.length)
  }
}
await Promise.all([worker(), worker(), worker(), worker()])

process.stderr.write('\n')
console.log(`${people.length - refused.length} of ${people.length} imported.`)
for (const line of refused) console.error(line)
if (refused.length > 0) process.exitCode = 1

function show(done: number, total: number): void {
  const full = Math.round((done / total) * 30)
  process.stderr.write(`\r[${'#'.repeat(full)}${'.'.repeat(30 - full)}] ${done}/${total}`)
}
