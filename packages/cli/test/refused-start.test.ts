import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readdir, rename, rm, rmdir, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { before, describe, test } from 'node:test'
import { reportFailure } from '@portico/cli/failures.ts'
import { type Io, runWithIo } from '@portico/cli/io.ts'
import { portico, porticoProcess, startProcess } from '@portico/testing/command.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { send } from '@portico/testing/requests.ts'

/** A start that ends with status 1, or 2 where a value is wrong usage, nothing on stdout, and one line for people on stderr. */
async function refused(args: string[], said: RegExp, env: NodeJS.ProcessEnv = {}, run = portico): Promise<string> {
  const { code, stdout, stderr } = await run(['start', '--port', '0', '--metrics-port', '0', ...args], {
    env,
  })
  const lines = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{"level":30'))
  const isUsage = /is not allowed|there is no such setting/.test(stderr)
  assert.deepEqual([code, stdout, lines.length], [isUsage ? 2 : 1, '', 1], stderr)
  assert.match(lines[0] ?? '', said)
  assert.ok(lines[0]?.startsWith('portico: '), stderr)
  return stderr
}

describe('a setting that is wrong stops the start', { concurrency: 4 }, () => {
  for (const [name, args, said, env] of [
    ['an option', ['--port', '80000'], /--port: '80000' is not allowed\. It takes a port from 0 to 65535/],
    ['a variable', [], /PORTICO_LOG_LEVEL: 'loud' is not allowed\. It takes one of/, { PORTICO_LOG_LEVEL: 'loud' }],
    ['a variable that does not exist', [], /PORTICO_PROT: there is no such setting\. There are/, { PORTICO_PROT: '1' }],
    [
      'a master key that is none',
      [],
      /the master key in PORTICO_MASTER_KEY must be/,
      { PORTICO_MASTER_KEY: 'hunter2' },
    ],
    [
      'a stream in a folder that there is not',
      ['--audit-stream', 'file:/nowhere/audit.jsonl'],
      /--audit-stream: the file \/nowhere\/audit\.jsonl cannot be written: its folder does not exist\. Make it first\./,
    ],
    [
      'a stream into a folder',
      ['--audit-stream', 'file:/tmp'],
      /--audit-stream: the file \/tmp cannot be written: it is a folder\./,
    ],
    [
      'a replica whose certificates are not there',
      [],
      /--database-replica: the file of a certificate cannot be read: ENOENT/,
      {
        PORTICO_DATABASE: 'postgres://portico@localhost/portico?host=/nowhere',
        PORTICO_DATABASE_REPLICA: 'postgres://portico@db.example.com/portico?sslrootcert=/nowhere.pem',
      },
    ],
    [
      'the next master key',
      [],
      /the master key in PORTICO_MASTER_KEY_NEXT must be/,
      { PORTICO_MASTER_KEY_NEXT: 'aGVsbG8=' },
    ],
    ['an address of another machine for the metrics', ['--metrics-host', '192.0.2.1'], /--metrics-host: cannot listen/],
    ['an address of another machine', ['--host', '192.0.2.1'], /--host: cannot listen on 192\.0\.2\.1: this machine/],
  ] as [string, string[], RegExp, NodeJS.ProcessEnv?][]) {
    test(name, async () => {
      const data = await temporaryFolder()
      const text = await refused(args, said, { PORTICO_DATA: data, ...env })
      assert.ok(!text.includes('hunter2'))
      assert.deepEqual(await readdir(data), [], 'nothing was written')
    })
  }
})

describe('options that npm keeps for itself', () => {
  const byNpm = { npm_lifecycle_event: 'start', npm_lifecycle_script: 'portico start' }
  for (const [given, args, named, more] of [
    ['npm start --port 8090', ['8090'], '--port <number>', { npm_config_port: 'true' }],
    ['npm start --port=8090', [], '--port <number>', { npm_config_port: '8090' }],
    ['npm start --no-sample', [], '--no-sample', { npm_config_sample: '' }],
  ] as [string, string[], string, NodeJS.ProcessEnv][]) {
    test(`are not lost silently: ${given}`, async () => {
      const { code, stderr } = await portico(['start', ...args], { env: { ...byNpm, ...more } })
      assert.equal(code, 2)
      assert.ok(stderr.includes(`npm keeps options that stand before --: npm start -- ${named}\n`), stderr)
    })
  }

  test('are named as npm takes them, where another value is needed', async () => {
    const { stderr } = await portico(['start', '--port', '80000'], { env: byNpm })
    assert.match(stderr, /80000' is not allowed\..* By npm: npm start -- --port <number>\n$/)
    const npx = await portico(['start', '--port', '80000'], { env: { ...byNpm, npm_lifecycle_event: 'npx' } })
    assert.doesNotMatch(npx.stderr, /npm/)
  })
})

describe('a port that is taken', { concurrency: 2 }, () => {
  for (const option of ['--port', '--metrics-port']) {
    test(`${option} is told, and the first start is still to come`, async () => {
      const other = createServer()
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
      const { port } = other.address() as { port: number }
      const data = await temporaryFolder()
      await refused(
        ['--data', data, option, String(port)],
        new RegExp(
          `${option}: cannot listen on 127\\.0\\.0\\.1 port ${port}: another program listens there, perhaps another Portico or its metrics\\. Choose another port with ${option}`,
        ),
        {},
        porticoProcess,
      )
      other.close()
      assert.deepEqual(await readdir(data), [])
      const server = await startProcess(['--data', data])
      assert.ok(server.credentials, 'its credentials were not lost')
      assert.equal(await server.end(), 0)
    })
  }
})

describe('a data folder that cannot be used', { concurrency: 4 }, () => {
  test('because another server uses it', async () => {
    const data = await temporaryFolder()
    const server = await startProcess(['--data', data])
    const said = /A Portico server uses the data folder .* already\. Stop it, .*--data.*--database/
    await refused(['--data', data], said, {}, porticoProcess)
    assert.equal((await send(server.url, 'GET', '/readyz')).status, 200)
    assert.equal(await server.end('SIGKILL'), 'SIGKILL')
    assert.equal(await (await startProcess(['--data', data])).end(), 0)
  })

  test('because it is a file, or lies in one', async () => {
    const file = join(await temporaryFolder(), 'file')
    await writeFile(file, '')
    await refused(['--data', file], /--data: the folder .*\/file cannot be used: there is a file in its place/)
    await refused(['--data', join(file, 'data')], /--data: .*\/file\/data cannot be used: a part of the path is a file/)
  })

  test('because this user may not write there', async () => {
    const folder = await temporaryFolder()
    await chmod(folder, 0o500)
    // Root may write everywhere, but not even root makes folders in /sys.
    const place = process.getuid?.() === 0 ? '/sys' : folder
    await refused(
      ['--data', join(place, 'data')],
      /--data: the folder .*\/data cannot be used: (this user|the file sys)/,
    )
  })

  test('because the system has no place for it there', { skip: process.platform !== 'linux' }, async () => {
    await refused(['--data', '/proc/portico/data'], /--data: the folder .* cannot be used: it cannot be made there/)
    const link = join(await temporaryFolder(), 'disk')
    await symlink('/nowhere/disk', link)
    await refused(['--data', join(link, 'data')], /--data: .*\/data cannot be used: it cannot be made there/)
  })

  test('because another process is at work in it, which may end soon', async () => {
    const file = join(await temporaryFolder(), 'portico.db')
    const [one, another] = [new DatabaseSync(file), new DatabaseSync(file, { timeout: 0 })]
    one.exec('begin exclusive')
    const said: string[] = []
    const stderr = { write: (text: string) => said.push(text) }
    const output = { env: {}, stderr } as unknown as Io
    runWithIo(output, () => {
      try {
        another.exec('create table one (key text)')
      } catch (error) {
        reportFailure(error)
      }
    })
    one.close()
    another.close()
    assert.equal(output.exitCode, 1)
    assert.match(said.join(''), /^portico: another process is using the database just now.* Try again in a moment\.\n$/)
  })

  test('because its database is none', async () => {
    const data = await temporaryFolder()
    await writeFile(join(data, 'portico.db'), 'What is this? '.repeat(1_000))
    await refused(['--data', data], /portico\.db is not a SQLite database, or is damaged\..* portico restore /)
    const { code, stderr } = await portico(['api-client', 'list', '--data', data])
    assert.deepEqual([code, stderr.includes(`portico: ${join(data, 'portico.db')} is not`)], [1, true], stderr)
  })

  test('because of one of its files, which is named', async () => {
    const data = await temporaryFolder()
    const [database, lock] = [join(data, 'portico.db'), join(data, 'server.lock')]
    await writeFile(lock, 'What is this? '.repeat(1_000))
    await refused(['--data', data], /\/server\.lock is damaged\. Move it away/)
    await rm(lock)
    for (const file of [lock, database]) {
      await mkdir(file)
      await refused(['--data', data], new RegExp(`${file} is no file\\. Move it away\\.`))
      await rmdir(file)
    }
    // Root may use every file.
    if (process.getuid?.() === 0) return
    await writeFile(database, '', { mode: 0o400 })
    await refused(['--data', data], /\/portico\.db: this user may not read or write it\./)
    await chmod(database, 0o600)
    await writeFile(`${database}-shm`, '', { mode: 0o400 })
    await refused(['--data', data], /\/portico\.db-shm: this user may not read or write it\./)
  })
})

describe('a master key that is not the database’s', () => {
  let data: string
  before(async () => {
    data = await temporaryFolder()
    assert.equal(await (await startProcess(['--data', data])).end(), 0)
  })

  test('is refused, by the start and by the commands, wherever it comes from', async () => {
    const env = { PORTICO_MASTER_KEY: randomBytes(32).toString('hex') }
    await refused(['--data', data], /the database was written with another master key/, env)
    const { code, stdout, stderr } = await portico(['api-client', 'list', '--data', data], { env })
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, /^portico: .*another master key.*PORTICO_MASTER_KEY.*\n$/)
  })

  test('and one that is gone is not replaced', async () => {
    const file = join(data, 'master.key')
    await rename(file, `${file}.away`)
    await refused(['--data', data], /master\.key/)
    assert.ok(!(await readdir(data)).includes('master.key'))
    await mkdir(file)
    await refused(['--data', data], /the master key in \S+master\.key must be 32 bytes/)
    await rmdir(file)
    await rename(`${file}.away`, file)
    assert.equal(await (await startProcess(['--data', data])).end(), 0)
    await rm(data, { recursive: true })
  })
})

describe('a PostgreSQL that cannot be reached', { concurrency: 2 }, () => {
  const url = 'postgres://portico:s3cret-word@127.0.0.1:1/portico'
  test('stops the start in one line, without the password', async () => {
    const said = await refused(
      ['--database', url, '--data', await temporaryFolder()],
      /the database cannot be used: .*ECONNREFUSED/,
    )
    assert.ok(!said.includes('s3cret'), said)
  })
  test('and a command too', async () => {
    const { code, stdout, stderr } = await portico(['api-client', 'list', '--database', url])
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, /^portico: the database cannot be used: .*ECONNREFUSED.*\n$/)
    assert.ok(!stderr.includes('s3cret'))
  })
})
