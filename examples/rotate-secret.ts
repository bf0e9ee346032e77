/**
 * Rotates the secret of an API client while a program goes on working with it:
 * node examples/rotate-secret.ts <file with the secret>
 *
 * The program reads its secret from a file whenever it needs a token, so it needs no restart. The former secret stays
 * valid for an hour more, so no request fails in between. Needs an API client with *Manage API clients*.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createPortico } from '@portico/sdk'

const { PORTICO_URL: url = 'http://localhost:8080', PORTICO_CLIENT_ID: clientId } = process.env
const [file] = process.argv.slice(2)
if (!clientId || !file) {
  console.error('Usage: PORTICO_CLIENT_ID=… node examples/rotate-secret.ts <file with the secret>')
  process.exit(2)
}
const clientSecret = (): string => readFileSync(file, 'utf8').trim()

// The program at work: any number of them, each with the same file.
const program = createPortico({ url, clientId, clientSecret })
let [isRotating, requests] = [true, 0]
const work = (async () => {
  while (isRotating) {
    await program.management.apiClients.list({ limit: 1 }).page()
    requests++
  }
})()

// The rotation, which could as well run elsewhere.
const { apiClients } = createPortico({ url, clientId, clientSecret }).management
const [own] = await Array.fromAsync(apiClients.list()).then((all) => all.filter((one) => one.clientId === clientId))
if (!own) throw new Error(`There is no API client with the client ID ${clientId}.`)
const { clientSecret: next, secretExpiresAt } = await apiClients.generateSecret(own.key, { overlapHours: 1 })
writeFileSync(`${file}.new`, `${next}\n`, { mode: 0o600 })
renameSync(`${file}.new`, file)

// From now on, tokens are got with the new secret.
await createPortico({ url, clientId, clientSecret }).accessToken()
isRotating = false
await work
console.log(`Rotated. ${requests} requests meanwhile, none refused. The new secret expires ${secretExpiresAt}.`)
