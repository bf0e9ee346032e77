import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { newKey } from '../packages/server/src/db/keys.ts'
import { writesMuch } from '../packages/server/src/db/sqlite.ts'

// What storing users costs with keys that are texts, as they are, and with numbers in their place: decision 0031. The tables
// are those of users, profiles, changes and the audit trail with their indexes, and with the columns that an import fills.

const users = Number(process.env.BENCH_USERS ?? 300_000)
const usersOfTransaction = 700
const now = '2026-11-29T00:00:00.000Z'

type Kind = 'text' | 'integer'

const tables = (kind: Kind): string => `
  create table users (org ${kind} not null, id ${kind} not null, key text, name text, name_folded text, email text, email_folded text, email_domain text, status text, created_at text, updated_at text, last text, primary key (org, id)) without rowid;
  ${kind === 'integer' ? 'create unique index users_by_key on users (key);' : ''}
  create unique index users_by_email on users (org, email_folded);
  create index users_by_domain on users (org, email_domain, id);
  create index users_by_name on users (org, name_folded, id);
  create index users_by_status on users (org, status, id);
  create index users_by_last on users (org, last, id);
  create table profiles (org ${kind} not null, user ${kind} not null, provider ${kind} not null, subject ${kind}, username text, username_folded text, created_at text, primary key (org, user, provider)) without rowid;
  create unique index profiles_by_subject on profiles (org, provider, subject);
  create unique index profiles_by_username on profiles (org, provider, username_folded);
  create index profiles_by_provider on profiles (provider, user);
  create table changes (position integer primary key, org ${kind}, user ${kind});
  create table entries (position integer primary key, org ${kind}, key text, at text, actor ${kind}, action text, entity ${kind}, entity_name text, new_values text);
  create index entries_by_entity on entries (org, entity, at, key);
  create index entries_by_actor on entries (org, actor, at, key);
  create index entries_by_time on entries (org, at, key);
  create index entries_by_action on entries (org, action, at, key);`

function fill(database: DatabaseSync, kind: Kind): void {
  const insert = (table: string, columns: number): StatementSync =>
    database.prepare(`insert into ${table} values (${Array(columns).fill('?')})`)
  const [user, profile] = [insert('users', 12), insert('profiles', 7)]
  const [change, entry] = [insert('changes', 3), insert('entries', 9)]
  const [org, provider, actor] = kind === 'text' ? [randomUUID(), randomUUID(), randomUUID()] : [1, 1, 1]
  for (let n = 0; n < users; ) {
    database.exec('begin immediate')
    for (let count = 0; count < usersOfTransaction && n < users; count++, n++) {
      const scattered = (n * 7_919) % 1_000_003
      const key = newKey(Date.now())
      const id = kind === 'text' ? key : n + 1
      const name = `anna ${scattered}`
      const domain = `domain${scattered % 2_000}.example.com`
      const email = `anna-${scattered}@${domain}`
      user.run(org, id, kind === 'text' ? null : key, name, name, email, email, domain, 'Active', now, now, null)
      profile.run(org, id, provider, id, email, email, now)
      change.run(null, org, id)
      const values = JSON.stringify({ name, email, status: 'Active', addToBuiltInIdentityProvider: true })
      entry.run(null, org, newKey(Date.now()), now, actor, 'user.created', id, name, values)
    }
    database.exec('commit')
  }
  database.exec('pragma wal_checkpoint(truncate)')
}

function measure(kind: Kind): void {
  const folder = mkdtempSync(join(tmpdir(), 'portico-keys-'))
  const file = join(folder, 'keys.db')
  const database = new DatabaseSync(file)
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on')
  writesMuch(database)
  database.exec(tables(kind))
  const before = process.cpuUsage()
  fill(database, kind)
  const { user, system } = process.cpuUsage(before)
  database.close()
  const [perUser, size] = [(user + system) / users, statSync(file).size / users]
  console.log(`${kind}: ${perUser.toFixed(0)} µs and ${size.toFixed(0)} bytes a user, load ${loadavg()[0]?.toFixed(1)}`)
  rmSync(folder, { recursive: true })
}

for (const kind of ['text', 'integer', 'text', 'integer'] as const) measure(kind)
