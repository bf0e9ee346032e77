import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '@portico/testing/folders.ts'

test('a process ends also where nobody reads its log any more', async () => {
  const program = `
    import { createLog } from ${JSON.stringify(new URL('log.ts', import.meta.url).href)}
    const log = createLog('info')
    process.stdin.once('data', () => { log.info('the last line'); process.exit(3) })
    process.stdout.write('ready')`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { timeout: 60_000 })
  await once(child.stdout, 'data')
  child.stderr.destroy()
  await once(child.stderr, 'close')
  child.stdin.write('end')
  const [code] = await once(child, 'exit')
  assert.equal(code, 3)
})

test('a process goes on where the disk of its log is full, and writes what it has kept once there is room', async () => {
  if (!existsSync('/dev/full')) return
  const file = join(await temporaryFolder(), 'log')
  const program = `
    import { closeSync, openSync } from 'node:fs'
    import { createLog } from ${JSON.stringify(new URL('log.ts', import.meta.url).href)}
    const log = createLog('info')
    for (let line = 0; line < 300; line++) log.info('while it is full')
    setTimeout(() => {
      if (process.argv[1] === 'full') process.exit(3)
      closeSync(2)
      openSync(${JSON.stringify(file)}, 'a')
      log.info('the last line')
      process.exit(3)
    }, 150)`
  const run = async (state: string): Promise<void> => {
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program, state], {
      stdio: ['ignore', 'ignore', full],
      timeout: 20_000,
    })
    closeSync(full)
    assert.deepEqual(await once(child, 'exit'), [3, null], state)
  }
  await run('full')
  await run('room')
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  assert.equal(lines.length, 301)
  assert.equal(JSON.parse(lines.at(-1) ?? '').msg, 'the last line')
})
