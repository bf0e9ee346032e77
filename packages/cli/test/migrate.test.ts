import assert from 'node:assert/strict'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { portico, porticoJson, porticoProcess, startProcess } from '@portico/testing/command.ts'
import { createTestDatabase, onBothEngines } from '@portico/testing/databases.ts'

onBothEngines('migrate', (engine) => {
  test('makes the tables, says which steps it took, and then has nothing to do', async () => {
    const place = await createTestDatabase(engine)
    const args = ['migrate', '--data', place.dataFolder, '--database', place.database]
    // What an older version would have left: on SQLite, a file must be there.
    if (engine === 'sqlite') await writeFile(join(place.dataFolder, 'portico.db'), '')
    const { migrations } = await porticoJson<{ migrations: string[] }>(args)
    assert.equal(migrations[0], '0001-foundation')
    assert.deepEqual(await porticoJson(args), { migrations: [] })
    const { code, stdout, stderr } = await portico(args)
    assert.deepEqual([code, stdout, stderr], [0, 'The tables are up to date.\n', ''])

    const listed = await portico(['api-client', 'list', ...args.slice(1)])
    assert.deepEqual([listed.code, listed.stdout], [1, ''])
    assert.match(listed.stderr, /^portico: the database is empty\. Start the server once: portico start fills it\.\n$/)
    const server = await startProcess(args.slice(1))
    assert.ok(server.credentials)
    assert.equal(await server.end(), 0)
    await place.remove()
  })
})

test('a database that a newer version has written is refused in one line', async () => {
  const place = await createTestDatabase('sqlite')
  const args = ['--data', place.dataFolder]
  assert.equal(await (await startProcess([...args, '--no-sample'])).end(), 0)
  const sqlite = new DatabaseSync(join(place.dataFolder, 'portico.db'))
  sqlite.exec("insert into kysely_migration values ('0099-later', '2099-01-01T00:00:00.000Z')")
  sqlite.close()
  for (const command of [['migrate'], ['start', '--port', '0'], ['keys', 'list']]) {
    const run = command[0] === 'start' ? porticoProcess : portico
    const { code, stdout, stderr } = await run([...command, ...args])
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(
      stderr,
      /^portico: The database was written by a newer version of Portico \(migration 0099-later\)\. .*\n$/,
    )
  }
  await place.remove()
})

test('a folder without a database is refused, and gets none', async () => {
  const place = await createTestDatabase('sqlite')
  const { code, stdout, stderr } = await portico(['migrate', '--data', place.dataFolder])
  assert.deepEqual([code, stdout], [1, ''])
  assert.match(stderr, /^portico: there is no database in .*--data\.\n$/)
  assert.deepEqual(await readdir(place.dataFolder), [])
  await place.remove()
})
