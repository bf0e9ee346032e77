import { apis } from '../../src/app.ts'
import type { PermissionName } from '../../src/modules/permissions/permission-catalogue.ts'
import type { TestServer } from '../support/server.ts'
import { type ApiDocument, type Operation, operationsOf, permissionsOpening } from './operations.ts'
import { bodyOf, nobody, pathToRows } from './requests-that-work.ts'

/** An operation with requests for it. */
export interface Call extends Operation {
  openedBy: PermissionName[]
  /** About rows that there are: what it would change, were it not refused. */
  effective: { url: string; body: object | undefined }
  /** About rows that there aren't, with a body that no operation takes: changes nothing, whoever sends it. */
  idle: { url: string; body: object | undefined }
}

/** All operations of the documents that the server publishes. */
export async function callsOf(server: TestServer): Promise<Call[]> {
  const operations: Operation[] = []
  for (const [name, { prefix }] of Object.entries(apis)) {
    const url = `${prefix}/openapi.json`
    const document = await server.app.inject({ method: 'GET', url, headers: { host: 'localhost' } })
    operations.push(...operationsOf(name, document.json<ApiDocument>()))
  }
  const key = server.environments[0]?.key ?? ''
  return Promise.all(
    operations.map(async (operation, index) => ({
      ...operation,
      openedBy: permissionsOpening(operation),
      effective: {
        url: await pathToRows(server, operation),
        body: operation.body && (bodyOf(operation.body, { key, text: `changed.${index}@example.com` }) as object),
      },
      idle: { url: operation.path.replace(/\{\w+\}/g, nobody), body: operation.body && { unknown: true } },
    })),
  )
}

/** One request without a network in between: there are tens of thousands of them. */
export async function ask(
  server: TestServer,
  method: string,
  { url, body, host = 'localhost' }: { url: string; body?: object | undefined; host?: string },
  headers: Record<string, string> = {},
) {
  const response = await server.app.inject({
    method: method as 'GET',
    url,
    headers: { host, ...headers },
    ...(body === undefined ? {} : { payload: body }),
  })
  const isJson = String(response.headers['content-type']).startsWith('application/json')
  return {
    status: response.statusCode,
    challenge: response.headers['www-authenticate'],
    text: response.payload,
    body: (isJson && response.payload !== '' ? response.json() : {}) as { errorCode?: string; detail?: string },
  }
}
