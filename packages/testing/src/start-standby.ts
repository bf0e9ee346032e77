import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { control, guard, startServer, type TestPostgres, temporaryFolder } from './embedded-postgres.ts'
import { findPostgresBinaries, type RunAs, unprivilegedUser } from './postgres-binaries.ts'
import { administer } from './postgres-template.ts'
import { until } from './until.ts'

/** A PostgreSQL server that follows another one until it is promoted */
export interface TestStandby extends TestPostgres {
  promote(): Promise<void>
}

/** What a server needs so that others can follow it */
export const replicated = { wal_level: 'replica', max_wal_senders: '5', wal_keep_size: '256MB', hot_standby: 'on' }

/** The folder of the server's socket, which holds its data too */
const folderOf = (url: string): string => new URL(url).searchParams.get('host') ?? ''

/**
 * Starts a standby of the server, which was started with the settings `replicated`, and waits until it follows. With
 * `isSynchronous`, commits are acknowledged only once the standby has written them to disk.
 */
export async function startStandby(primary: TestPostgres, { isSynchronous = false } = {}): Promise<TestStandby> {
  const runAs = unprivilegedUser()
  const folder = temporaryFolder(runAs)
  const watchdog = guard(folder)
  const bin = findPostgresBinaries(folder, runAs)
  await copyData(primary.url, join(folder, 'data'), runAs)
  const primary_conninfo = `host=${folderOf(primary.url)} user=postgres dbname=postgres`
  const settings = { ...replicated, primary_conninfo, wal_receiver_timeout: '2s' }
  const start = () => startServer(bin, folder, runAs, { settings })
  let server = await start()
  const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`
  await until(
    () => isTrue(primary.url, "select count(*) > 0 from pg_stat_replication where state = 'streaming'"),
    30_000,
  )
  if (isSynchronous) await awaitStandbys(primary.url)
  return {
    ...control(() => server),
    url,
    async promote() {
      await administer(url, 'select pg_promote()')
    },
    async restart() {
      await server.end('SIGINT')
      server = await start()
    },
    async stop() {
      await server.end('SIGQUIT')
      rmSync(folder, { recursive: true, force: true })
      watchdog.kill('SIGKILL')
    },
  }
}

/** Copies the files of a server that runs, by the rules of PostgreSQL's "low level" backup. */
async function copyData(url: string, target: string, runAs: RunAs): Promise<void> {
  const source = join(folderOf(url), 'data')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query("select pg_backup_start('standby', true)")
    mkdirSync(target, { mode: 0o700 })
    const script = `tar -C "$0" --exclude=./postmaster.pid --exclude='./pg_wal/*' --warning=no-file-changed -cf - . | tar -C "$1" -xf -`
    const { stderr } = spawnSync('sh', ['-c', script, source, target], { encoding: 'utf8' })
    const { rows } = await client.query('select labelfile from pg_backup_stop(false)')
    if (!rows[0]) throw new Error(`the data could not be copied: ${stderr}`)
    writeFileSync(join(target, 'backup_label'), rows[0].labelfile)
  } finally {
    await client.end()
  }
  writeFileSync(join(target, 'standby.signal'), '')
  // What the other one was told to wait for, this one does not wait for.
  writeFileSync(join(target, 'postgresql.auto.conf'), '')
  for (const name of ['backup_label', 'standby.signal', 'postgresql.auto.conf', '']) {
    if (runAs) chownSync(join(target, name), runAs.uid, runAs.gid)
  }
}

async function awaitStandbys(url: string): Promise<void> {
  await administer(url, "alter system set synchronous_standby_names = '*'")
  await administer(url, 'select pg_reload_conf()')
  await until(() => isTrue(url, "select count(*) > 0 from pg_stat_replication where sync_state = 'sync'"), 10_000)
}

async function isTrue(url: string, question: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query({ text: question, rowMode: 'array' })
    return rows[0]?.[0] === true
  } finally {
    await client.end()
  }
}
