import { apis } from '@portico/server/http/api/apis.ts'
import { accessOf } from '@portico/server/modules/foundation/permissions/grants.ts'
import {
  type PermissionName,
  permissions,
} from '@portico/server/modules/foundation/permissions/permission-catalogue.ts'
import { withoutReferences } from './references.ts'
import { send } from './requests.ts'

/** The part of a JSON schema that tells fields and their kinds. */
export interface FieldSchema {
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: string[]
  properties?: Record<string, FieldSchema>
  items?: FieldSchema
}

/** What is read of an OpenAPI document. */
export interface ApiDocument {
  info: { title: string }
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string
        summary?: string
        parameters?: { name: string; in: string; schema: FieldSchema }[]
        requestBody?: { content: { 'application/json': { schema: FieldSchema } } }
        responses: Record<string, unknown>
        'x-permissions': { named: PermissionName[]; anyPermission: boolean }
      }
    >
  >
}

/** An operation as the OpenAPI documents describe it. */
export interface DescribedOperation {
  operationId: string
  summary: string
  method: string
  /** From the root of the server on, with the parameters in braces */
  path: string
  query: { name: string; schema: FieldSchema }[]
  body?: FieldSchema
  /** The statuses that it declares, smallest first */
  statuses: number[]
  /** Any one of them is enough. */
  declared: PermissionName[]
  /** Any permission of the catalogue is enough. */
  anyPermission: boolean
}

/** All operations of an API, in the order of its document. */
export function operationsOf(prefix: string, document: ApiDocument): DescribedOperation[] {
  return Object.entries(withoutReferences(document).paths).flatMap(([path, item]) =>
    Object.entries(item).map(
      ([method, { operationId, summary = operationId, parameters = [], requestBody, responses, ...described }]) => {
        const { named, anyPermission } = described['x-permissions']
        const body = requestBody?.content['application/json'].schema
        return {
          operationId,
          summary,
          method: method.toUpperCase(),
          path: prefix + path,
          query: parameters.filter((parameter) => parameter.in === 'query'),
          ...(body && { body }),
          statuses: Object.keys(responses).map(Number),
          declared: named,
          anyPermission,
        }
      },
    ),
  )
}

/** Every operation of the OpenAPI documents that the server publishes. */
export async function readOperations(url: string): Promise<DescribedOperation[]> {
  const operations: DescribedOperation[] = []
  for (const { prefix } of Object.values(apis)) {
    const { body } = await send<ApiDocument>(url, 'GET', `${prefix}/openapi.json`)
    operations.push(...operationsOf(prefix, body))
  }
  return operations
}

/** They read or try something, with what would be too long for a query, or is secret. */
const readingPosts = [
  'AssetRepository_ListMultipleAssetRevisions',
  'IdentityProvider_ReadSamlMetadata',
  'IdentityProvider_TestConnection',
  'IdentityProvider_TestNewConnection',
  'MailTemplates_Preview',
  'UserPreview_Read',
  'UserLookup_Read',
]

/** Whether the operation changes nothing: it needs no entry in the audit trail. */
export const onlyReads = ({ operationId, method }: Pick<DescribedOperation, 'operationId' | 'method'>): boolean =>
  method === 'GET' || readingPosts.includes(operationId)

/** Everything that a client may do which this one permission was granted to, for the whole organization. */
const broughtBy = new Map(
  permissions.map(({ fullName }) => [fullName, [...accessOf([{ permission: fullName, scope: 'all' }]).keys()]]),
)

/** The permissions that open an operation, each by itself: also those that bring a sufficient one along. */
export const permissionsOpening = ({ declared, anyPermission }: DescribedOperation): PermissionName[] =>
  permissions
    .map(({ fullName }) => fullName)
    .filter((name) => anyPermission || broughtBy.get(name)?.some((brought) => declared.includes(brought)))

/** Reading comes before changing, and what hangs on another row goes before that one. */
const order = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']

/** Sorts operations so that each finds the rows of the examples still there. */
export const inOrder = (one: DescribedOperation, other: DescribedOperation): number =>
  order.indexOf(one.method) - order.indexOf(other.method) ||
  Number(one.path.includes('/assets')) - Number(other.path.includes('/assets')) ||
  other.path.split('/').length - one.path.split('/').length ||
  one.path.localeCompare(other.path)
