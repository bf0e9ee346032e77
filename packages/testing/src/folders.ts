import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'

const made: string[] = []
after(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true })
})

/** An empty folder, removed after the tests of the file. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-test-'))
  made.push(folder)
  return folder
}
