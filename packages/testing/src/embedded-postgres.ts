import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findPostgresBinaries, type RunAs, unprivilegedUser } from './postgres-binaries.ts'

export type PostgresOptions = {
  /** Sync to disk before acknowledging, as in production. Off by default: only a crash of the machine needs it. */
  durable?: boolean
  /** Keeps its files in memory where the machine has the room: many small databases are copied and dropped quickly there. */
  inMemory?: boolean
  /** Also listens on a port of 127.0.0.1, with TLS by this certificate: at `url` without its parameter `host`. */
  tls?: { cert: string; key: string }
  /** Further settings of the server, as in postgresql.conf. */
  settings?: Record<string, string>
}

/** A PostgreSQL server that a test may crash. */
export type TestPostgres = {
  /** Of the database `postgres`, as a user who may do everything. Another database: replace the URL's path. */
  url: string
  /** Ends the server and removes its data. */
  stop(): Promise<void>
  /** Makes the server crash: connections break, nothing more is written. Resolves when it is gone. */
  kill(): Promise<void>
  /** Kills all its processes (SIGKILL), as a machine that loses its power does: nobody is told. */
  crash(): Promise<void>
  /** Lets all its processes stand still, as a network that loses every packet: connections stay, nothing is answered. */
  freeze(): void
  /** Lets what stands still go on. */
  thaw(): void
  /** Brings the server back with its data, at the same URL; if it runs, it is shut down first. */
  restart(): Promise<void>
}

// 10 s on an idle machine would do; a loaded one that recovers after a crash gets more.
const startTimeout = 60_000

// A hundred databases at once, and the log of their changes
const roomInMemory = 4 * 1024 ** 3

// What was acknowledged survives a crash of the server, not one of the machine. synchronous_commit stays on for that.
const throwaway = { fsync: 'off', full_page_writes: 'off' }

/**
 * Starts a PostgreSQL of its own in a temporary folder.
 *
 * It listens on a Unix socket in that folder and nowhere else: no port that two runs could fight over, and nobody but
 * the folder's owner gets at a server that asks for no password.
 */
export async function startEmbeddedPostgres(options: PostgresOptions = {}): Promise<TestPostgres> {
  const runAs = unprivilegedUser()
  const folder = temporaryFolder(runAs, options.inMemory)
  const watchdog = guard(folder)
  const remove = () => {
    rmSync(folder, { recursive: true, force: true })
    watchdog.kill('SIGKILL')
  }
  try {
    const bin = findPostgresBinaries(folder, runAs)
    createCluster(bin, folder, runAs)
    const port = options.tls ? await freePort() : undefined
    const settings = {
      ...options.settings,
      ...(options.tls && port ? tlsSettings(options.tls, port, folder, runAs) : {}),
    }
    const start = () => startServer(bin, folder, runAs, { ...options, settings })
    let server = await start()
    return {
      ...control(() => server),
      // The host in the query wins over localhost, which is there because URL parsers refuse a user without a host.
      url: `postgres://postgres@localhost${port ? `:${port}` : ''}/postgres?host=${encodeURIComponent(folder)}`,
      async stop() {
        await server.end('SIGQUIT')
        remove()
      },
      async restart() {
        await server.end('SIGINT')
        server = await start()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}

/** What can be done to a server that runs */
export const control = (server: () => Server): Pick<TestPostgres, 'kill' | 'crash' | 'freeze' | 'thaw'> => ({
  kill: () => server().end('SIGQUIT'),
  crash: () => server().end('SIGKILL'),
  freeze: () => server().signal('SIGSTOP'),
  thaw: () => server().signal('SIGCONT'),
})

export function temporaryFolder(runAs: RunAs, inMemory = false): string {
  // A socket's path has room for 107 bytes, less than some machines' temporary folders leave.
  const onDisk = tmpdir().length < 70 ? tmpdir() : '/tmp'
  const folder = mkdtempSync(join((inMemory && folderInMemory()) || onDisk, 'portico-postgres-'))
  if (runAs) chownSync(folder, runAs.uid, runAs.gid)
  return folder
}

/**
 * A folder of Linux whose files are in memory. Undefined where it has too little room, of which half of the memory that is
 * left stays for browsers and servers, or where no programs may run in it: a copy of PostgreSQL's may come into the folder.
 */
function folderInMemory(): string | undefined {
  const path = '/dev/shm'
  const mount = readIfThere('/proc/mounts').match(/^\S+ \/dev\/shm tmpfs (\S+)/m)
  if (!mount || /\bnoexec\b/.test(mount[1] ?? '')) return undefined
  const { bavail, bsize } = statfsSync(path)
  return Math.min(bavail * bsize, process.availableMemory() / 2) > roomInMemory ? path : undefined
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  await new Promise((closed) => probe.close(closed))
  return port
}

/** PostgreSQL takes a key that only its user can read. A client may show the same certificate, which signs itself. */
function tlsSettings(tls: { cert: string; key: string }, port: number, folder: string, runAs: RunAs) {
  const [certificate, key] = [join(folder, 'server.crt'), join(folder, 'server.key')]
  for (const [file, text] of [
    [certificate, tls.cert],
    [key, tls.key],
  ] as const) {
    writeFileSync(file, text, { mode: 0o600 })
    if (runAs) chownSync(file, runAs.uid, runAs.gid)
  }
  const files = { ssl_cert_file: certificate, ssl_key_file: key, ssl_ca_file: certificate }
  return { listen_addresses: '127.0.0.1', port: String(port), ssl: 'on', ...files }
}

function createCluster(bin: string, folder: string, runAs: RunAs): void {
  const { status, error, stderr } = spawnSync(
    join(bin, 'initdb'),
    [
      `--pgdata=${join(folder, 'data')}`,
      '--username=postgres',
      '--auth=trust',
      '--encoding=UTF8',
      // Most servers sort by a language, so this one does: a query that counts on byte order fails here, not out there.
      '--locale=C',
      '--locale-provider=icu',
      '--icu-locale=en-US',
      '--no-sync',
      '--no-instructions',
      '--wal-segsize=1',
    ],
    { ...runAs, cwd: folder, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? stderr}`)
}

type Server = {
  end(signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): Promise<void>
  /** To all its processes */
  signal(signal: NodeJS.Signals): void
}

export async function startServer(
  bin: string,
  folder: string,
  runAs: RunAs,
  options: PostgresOptions,
): Promise<Server> {
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: folder,
    max_connections: '200',
    wal_level: 'minimal',
    max_wal_senders: '0',
    autovacuum: 'off',
    jit: 'off',
    ...(options.durable ? {} : throwaway),
    ...options.settings,
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openSync(join(folder, 'log'), 'a')
  // Detached: Ctrl-C is for the test run, which ends its servers itself.
  const server = spawn(join(bin, 'postgres'), ['-D', join(folder, 'data'), ...args], {
    ...runAs,
    cwd: folder,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const ended = once(server, 'exit')
  await ready(server, folder)
  // A test that forgets its server still ends.
  server.unref()
  // Each of its processes has a session of its own, so there is no group to send a signal to.
  const signalAll = (signal: NodeJS.Signals): void => {
    const { stdout } = spawnSync('pgrep', ['-P', String(server.pid)], { encoding: 'utf8' })
    server.kill(signal)
    for (const pid of stdout.split('\n').filter(Boolean).map(Number)) sendSignal(pid, signal)
  }
  return {
    async end(signal) {
      server.ref()
      if (signal === 'SIGKILL') signalAll(signal)
      else server.kill(signal)
      await ended
    },
    signal: signalAll,
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended.
  }
}

/**
 * Ends the server and removes its data when this process is gone, however it went: the shell reads from a pipe that
 * closes by itself. Removing is repeated, because an initdb may still be writing.
 */
export function guard(folder: string): ChildProcess {
  const script = `read _
    server=$(head -n 1 "$0/data/postmaster.pid") && kill -QUIT "$server"
    for _ in 1 2 3 4 5; do rm -rf "$0"; sleep 0.2; done`
  const watchdog = spawn('sh', ['-c', script, folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  watchdog.unref()
  ;(watchdog.stdin as Socket).unref()
  return watchdog
}

/** PostgreSQL writes its state into the eighth line of postmaster.pid, where pg_ctl looks for it too. */
async function ready(server: ChildProcess, folder: string): Promise<void> {
  for (const deadline = Date.now() + startTimeout; Date.now() < deadline; await sleep(10)) {
    if (server.exitCode !== null || server.signalCode !== null) break
    const lines = readIfThere(join(folder, 'data/postmaster.pid')).split('\n')
    if (Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready') return
  }
  server.kill('SIGQUIT')
  throw new Error(`PostgreSQL did not start:\n${readIfThere(join(folder, 'log'))}`)
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
