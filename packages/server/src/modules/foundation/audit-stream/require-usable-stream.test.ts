import assert from 'node:assert/strict'
import { readdir, readFile, writeFile } from 'node:fs/promises'
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
  ] as const) {
    await assert.rejects(requireUsableStream({ file }), said)
  }
})

test('What can be written stays as it is', async () => {
  const folder = await temporaryFolder()
  const text = join(folder, 'text')
  await writeFile(text, 'x')
  for (const target of [undefined, 'stdout', { file: text }, { file: join(folder, 'new') }] as const) {
    await requireUsableStream(target)
  }
  assert.deepEqual(await readdir(folder), ['text'])
  assert.equal(await readFile(text, 'utf8'), 'x')
})
