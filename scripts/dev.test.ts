import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { isConnectionLost, send } from '@portico/testing/requests.ts'

const root = join(import.meta.dirname, '..')
const data = mkdtempSync(join(tmpdir(), 'portico-dev-'))
let dev: ChildProcess | undefined
after(() => {
  // The whole group: a server that was left behind would keep the folder.
  if (dev?.pid && dev.exitCode === null) process.kill(-dev.pid, 'SIGKILL')
  rmSync(data, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

test('npm run dev serves pages with hot reload, restarts the server, and ends both at Ctrl+C', async () => {
  const port = await freePort()
  const args = ['--port', String(port), '--metrics-port', 'off', '--data', data, '--no-sample']
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PORTICO_')))
  // A group of its own, so that Ctrl+C reaches all of it, as in a terminal.
  dev = spawn(process.execPath, ['scripts/dev.ts', ...args], {
    cwd: root,
    detached: true,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const isPrinted = (what: string, times: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = () => printed.split(what).length > times && resolve()
      dev?.stdout?.on('data', look)
      dev?.on('exit', () => reject(new Error(`it ended:\n${printed}`)))
      look()
    })
  for (const stream of [dev.stdout, dev.stderr]) stream?.setEncoding('utf8').on('data', (text) => (printed += text))

  await isPrinted('Portico is running', 1)
  const portal = /The portal with hot reload: (\S+)/.exec(printed)?.[1] ?? assert.fail(printed)
  for (const path of ['/', '/users', '/api-clients']) {
    const page = await send(portal, 'GET', path, { headers: { accept: 'text/html' } })
    assert.match(page.text, /\/@vite\/client/, path)
  }
  const discovery = await send(portal, 'GET', '/identity/.well-known/openid-configuration')
  assert.equal(discovery.body.issuer, `${portal}/identity`)
  assert.equal((await send(`http://127.0.0.1:${port}`, 'GET', '/readyz')).status, 200)

  utimesSync(join(root, 'packages/server/src/config/version.ts'), new Date(), new Date())
  await isPrinted('Portico is running', 2)
  assert.equal((await send(portal, 'GET', '/readyz')).status, 200)

  const ended = once(dev, 'exit')
  process.kill(-(dev.pid ?? 0), 'SIGINT')
  assert.deepEqual(await ended, [0, null])
  await assert.rejects(send(portal, 'GET', '/'), isConnectionLost)
  await assert.rejects(send(`http://127.0.0.1:${port}`, 'GET', '/readyz'), isConnectionLost)
})
