import assert from 'node:assert/strict'
import { createApiClient } from '@portico/server/modules/api-clients/clients/create-api-client.ts'
import type { Credentials } from '@portico/server/modules/api-clients/clients/credentials.ts'
import {
  type PermissionName,
  permissions,
} from '@portico/server/modules/foundation/permissions/permission-catalogue.ts'
import { contentsOf } from '../contents.ts'
import { createExamples, type ExampleKeys } from '../examples.ts'
import { type DescribedOperation, readOperations } from '../operations.ts'
import { addOrganization, openElsewhere, sendTo } from '../organizations.ts'
import { tokenRequest } from '../requests.ts'
import type { TestServer } from '../server.ts'
import { signedInMember } from '../signed-in-members.ts'
import { createAnswerCheck } from './check-answer.ts'
import { generateRequest } from './generate-request.ts'
import { createRandom, type Random } from './random.ts'

/** With two organizations, the host picks one. */
const host = 'localhost'
const otherHost = 'other.example.com'
const everything = permissions.map(({ fullName }) => fullName)
/** After this many requests, rows are made anew: the former ones are mostly deleted by then. */
const examplesLast = 1_000

export interface FuzzResult {
  requests: number
  /** How often each status was answered */
  statuses: Record<number, number>
  /** `GET /api/…`, seed and number of the request, what is wrong */
  faults: string[]
}

/**
 * Sends generated requests, valid and broken, as callers of every kind, to every operation of the OpenAPI documents. Each
 * must be answered with a declared status in the declared shape, and none may change the other organization.
 * @param count how many requests
 */
export async function runFuzz(
  server: TestServer,
  { count, seed }: { count: number; seed: number },
): Promise<FuzzResult> {
  const random = createRandom(seed)
  const send = sendTo(server, host)
  const operations = await readOperations(server.url)
  const check = await createAnswerCheck(server.url)
  const other = await addOtherOrganization(server)
  const before = await rowsOf(server, other.organizationKey)
  const result: FuzzResult = { requests: 0, statuses: {}, faults: [] }
  const seen: string[] = [...other.keys]
  let examples: ExampleKeys | undefined
  let callers: Record<string, string>[] = []
  const keysOf = (): ExampleKeys => examples ?? assert.fail('requests need rows')
  const waiting: Promise<void>[] = []

  const ask = async (operation: DescribedOperation, number: number): Promise<void> => {
    const { url, headers, payload } = generateRequest(random, operation, { examples: keysOf(), others: seen })
    const caller = random.chance(0.6) ? (callers[0] ?? {}) : random.pick(callers)
    const {
      statusCode,
      headers: answered,
      payload: text,
    } = await server.app.inject({
      method: operation.method as 'GET',
      url,
      headers: { host, ...headers, ...caller },
      ...(payload === undefined ? {} : { payload }),
    })
    result.statuses[statusCode] = (result.statuses[statusCode] ?? 0) + 1
    const contentType = String(answered['content-type'] ?? '')
    const fault = check(operation, { status: statusCode, contentType, text })
    if (fault) {
      const where = `seed ${seed}, request ${number}: ${operation.method} ${url.slice(0, 300)}`
      result.faults.push(`${where} ${payload?.slice(0, 500) ?? ''} ${fault} ${text.slice(0, 500)}`)
    }
    if (seen.length < 200) seen.push(...(text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []).slice(0, 3))
  }

  while (result.requests < count) {
    if (result.requests % examplesLast === 0) {
      const token = await tokenWith(server, everything)
      const call = (method: string, path: string, body?: unknown) => send(method, path, { token, body })
      // The examples send a mail, which is kept where there are no settings.
      await call('DELETE', '/api/management/v1/mail-settings')
      examples = await createExamples(server, call, `Round${result.requests}`)
      callers = await callersOf(server, random, token, other.token)
    }
    const operation = random.pick(operations)
    // They are limited, and the examples need some.
    if (['MailSettings_Test', 'MailTemplates_Test'].includes(operation.operationId) && random.chance(0.9)) continue
    result.requests++
    const answered = ask(operation, result.requests)
    // That a mail server cannot be reached is told after ten seconds.
    if (operation.operationId === 'MailSettings_Test') waiting.push(answered)
    else await answered
  }
  await Promise.all(waiting)
  const after = await rowsOf(server, other.organizationKey)
  for (const row of after.difference(before)) result.faults.push(`the other organization has got ${row.slice(0, 500)}`)
  for (const row of before.difference(after)) result.faults.push(`the other organization has lost ${row.slice(0, 500)}`)
  return result
}

async function addOtherOrganization(server: TestServer) {
  const elsewhere = await openElsewhere(server)
  const system = await addOrganization(elsewhere, 'Other', otherHost)
  const all = everything.map((name) => ({ name }))
  const credentials = await createApiClient(elsewhere, system, { name: 'Other', permissions: all })
  const token = await tokenAt(server, otherHost, credentials)
  const send = sendTo(server, otherHost)
  const keys = await createExamples(server, (method, path, body) => send(method, path, { token, body }), 'Other')
  return { organizationKey: system.organizationKey, token, keys: Object.values(keys) }
}

/** As whom requests are sent: the first may do everything. */
async function callersOf(
  server: TestServer,
  random: Random,
  token: string,
  foreignToken: string,
): Promise<Record<string, string>[]> {
  const bearer = (value: string) => ({ authorization: `Bearer ${value}` })
  const limited = await tokenWith(
    server,
    everything.filter(() => random.chance(0.2)),
  )
  const none = await tokenWith(server, [])
  const member = await signedInMember(server, ...everything)
  return [
    bearer(token),
    bearer(limited),
    bearer(none),
    { cookie: member.cookie, 'x-csrf-token': member.csrfToken },
    { cookie: member.cookie },
    {},
    bearer('x.y.z'),
    bearer(foreignToken),
    { authorization: 'Basic eDp5' },
    { ...bearer(token), host: otherHost },
    { ...bearer(token), host: 'nowhere.example.com' },
  ]
}

/** The token of a new API client with these permissions */
const tokenWith = async (server: TestServer, names: readonly PermissionName[]): Promise<string> =>
  tokenAt(server, host, await server.createClient(names.map((name) => ({ name }))))

async function tokenAt(server: TestServer, at: string, credentials: Credentials): Promise<string> {
  const { body } = await sendTo(server, at)('POST', '/identity/token', tokenRequest(credentials))
  return body.access_token
}

/** The rows of an organization */
async function rowsOf({ context: { database, lastUse } }: TestServer, organizationKey: string): Promise<Set<string>> {
  await lastUse.flush()
  const rows = Object.values(await contentsOf(database.db)).flat()
  return new Set(rows.filter((row) => row.includes(organizationKey)))
}
