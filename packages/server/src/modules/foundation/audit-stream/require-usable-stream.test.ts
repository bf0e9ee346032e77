import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { requireUsableStream } from './require-usable-stream.ts'

test('A stream that cannot be written is refused with its reason', async () => {
  const folder = await temporaryFolder()
  const text = join(folder, 'text')
  await writeFile(text, 'x')
  for (const [file, said] of [
    [join(folder, 'none', 'audit.jsonl'), /cannot be written: its folder does not exist\. Make it first\./],
    [folder, /cannot be written: it is a folder\. Name a file in it\./],
    [join(text, 'audit.jsonl'), /cannot be written: a part of its path is a file\./],
    ['/dev/null', /it is a pipe or a device\. Name a file, or - for standard output\./],
  ] as const) {
    await assert.rejects(requireUsableStream({ file }, folder), said)
  }
})

test('What can be written stays as it is', async () => {
  const folder = await temporaryFolder()
  const text = join(folder, 'text')
  await writeFile(text, 'x')
  for (const target of [undefined, 'stdout', { file: text }, { file: join(folder, 'new') }] as const) {
    await requireUsableStream(target, '/nowhere')
  }
  assert.deepEqual(await readdir(folder), ['text'])
  assert.equal(await readFile(text, 'utf8'), 'x')
})

test('No file of the data folder is written over, also where it is reached by another path', async () => {
  const folder = await temporaryFolder()
  const data = join(folder, 'data')
  await mkdir(data)
  await symlink(data, join(folder, 'other'))
  const names = ['portico.db', 'portico.db-wal', 'master.key', 'master-next.key', 'master-1a2b.key', 'server.lock']
  for (const name of names) {
    for (const file of [join(data, name), join(folder, 'other', name)]) {
      await assert.rejects(
        requireUsableStream({ file }, data),
        /belongs to the data folder\. Give another name\./,
        file,
      )
    }
    await requireUsableStream({ file: join(folder, name) }, data)
  }
  await requireUsableStream({ file: join(data, 'audit.jsonl') }, data)
  assert.deepEqual(await readdir(data), [])

  await writeFile(join(data, 'master-next.key'), 'x')
  await symlink(join(data, 'master-next.key'), join(folder, 'stream.jsonl'))
  await assert.rejects(requireUsableStream({ file: join(folder, 'stream.jsonl') }, data), /belongs to the data folder/)
})
