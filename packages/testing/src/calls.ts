import type { PermissionName } from '@portico/server/modules/foundation/permissions/permission-catalogue.ts'
import { exampleBodies } from './example-bodies.ts'
import { createExamples, fillPath } from './examples.ts'
import { type DescribedOperation, permissionsOpening, readOperations } from './operations.ts'
import { sendTo } from './organizations.ts'
import type { TestServer } from './server.ts'

/** A key that no row has. */
const unknownKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

/** An operation with requests for it. */
export interface Call extends DescribedOperation {
  /** `GET /api/identity/v1/users/{key}` */
  id: string
  openedBy: PermissionName[]
  /** Beside the permission that opens it, it needs every permission that controls access. */
  needsEveryControllingPermission: boolean
  /** About rows that exist: it would change them if it were not refused. */
  realRequest: { url: string; body: object | undefined }
  /** About rows that do not exist, with a body that no operation takes: it changes nothing, even where it is allowed. */
  harmlessRequest: { url: string; body: object | undefined }
}

const needEveryControllingPermission = [
  'MailSettings_Write',
  'MailSettings_Delete',
  'Mail_Read',
  'MailTemplates_Write',
  'MailTemplates_Test',
]

/** All operations of the documents that the server publishes, about rows that are made with the token. */
export async function callsOf(server: TestServer, token: string): Promise<Call[]> {
  const send = sendTo(server, 'localhost')
  const keys = await createExamples(server, (method, path, body) => send(method, path, { token, body }), 'Example')
  const bodies = exampleBodies(keys, 'Changed')
  return (await readOperations(server.url)).map((operation) => ({
    ...operation,
    id: `${operation.method} ${operation.path}`,
    openedBy: permissionsOpening(operation),
    needsEveryControllingPermission: needEveryControllingPermission.includes(operation.operationId),
    realRequest: { url: fillPath(operation.path, keys), body: bodies[operation.operationId] as object | undefined },
    harmlessRequest: { url: operation.path.replace(/\{\w+\}/g, unknownKey), body: operation.body && { unknown: true } },
  }))
}

/** A client's own secret takes no permission: nobody else has one. */
export const takesPermission = ({ operationId }: Call): boolean => operationId !== 'ApiClient_RotateOwnSecret'

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
