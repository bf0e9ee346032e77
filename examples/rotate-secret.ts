/**
 * A program replaces its own secret and goes on working: npx node examples/rotate-secret.ts <file with the secret>
 *
 * The file holds the secret for the next start. The former secret stays valid for an hour more, for other copies of the
 * program. The API client needs no permission for it, but its settings must allow it: `portico api-client edit <client>
 * --self-rotation`.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createPortico } from '@portico/sdk'

const { PORTICO_URL: url = 'http://localhost:8080', PORTICO_CLIENT_ID: clientId } = process.env
const [file] = process.argv.slice(2)
if (!clientId || !file) {
  console.error('Usage: PORTICO_CLIENT_ID=… npx node examples/rotate-secret.ts <file with the secret>')
  process.exit(2)
}
const clientSecret = (): string => readFileSync(file, 'utf8').trim()

// The program at work. Copies of it that read the same file go on as well.
const portico = createPortico({ url, clientId, clientSecret })
let [isRotating, requests] = [true, 0]
const work = (async () => {
  while (isRotating) {
    await portico.permissions.list({ limit: 1 }).page()
    requests++
  }
})()

const { secretExpiresAt } = await portico.rotateSecret({
  overlapHours: 1,
  keep({ clientSecret: next }) {
    writeFileSync(`${file}.new`, `${next}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  },
})
isRotating = false
await work
console.log(`Rotated. ${requests} requests meanwhile, none refused. The new secret expires ${secretExpiresAt}.`)
