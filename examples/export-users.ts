/**
 * Writes all users to standard output, one JSON document a line: npx node examples/export-users.ts > users.jsonl
 *
 * Needs an API client that may see them: *Manage users* shows everybody.
 */
import { once } from 'node:events'
import { connect } from './connection.ts'

const users = connect().users.list({ sort: 'email', embed: ['ApplicationRoles'] })
for await (const user of users) {
  // Where the reader is slower than the server, wait for it.
  if (!process.stdout.write(`${JSON.stringify(user)}\n`)) await once(process.stdout, 'drain')
}
