import { apis } from '../../src/app.ts'
import { accessOf } from '../../src/modules/permissions/grants.ts'
import { type PermissionName, permissions } from '../../src/modules/permissions/permission-catalogue.ts'

/** What is read of an OpenAPI document here. */
export interface ApiDocument {
  info: { title: string }
  paths: Record<string, Record<string, DescribedOperation>>
}

/** What is read of a schema. */
export interface Schema {
  enum?: unknown[]
  type?: string | string[]
  format?: string
  minimum?: number
  items?: Schema
  required?: string[]
  properties?: Record<string, Schema>
  anyOf?: Schema[]
}

interface DescribedOperation {
  requestBody?: { content?: Record<string, { schema?: Schema }> }
  'x-permissions': { named: PermissionName[]; anyPermission: boolean }
}

export interface Operation {
  /** `GET /api/identity/v1/users/{key}` */
  id: string
  method: string
  /** With the parameters in braces */
  path: string
  /** Any one of them is enough. */
  declared: PermissionName[]
  /** Any permission of the catalogue is enough. */
  anyPermission: boolean
  /** The schema of its body; undefined where it takes none */
  body: Schema | undefined
}

/** All operations of an API, in the order of its document. */
export function operationsOf(name: string, { paths }: ApiDocument): Operation[] {
  const prefix = Object.entries(apis).find(([api]) => api === name)?.[1].prefix
  if (prefix === undefined) throw new Error(`there is no API ${name}`)
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([lowerCase, operation]) => {
      const method = lowerCase.toUpperCase()
      const { named, anyPermission } = operation['x-permissions']
      return {
        id: `${method} ${prefix}${path}`,
        method,
        path: prefix + path,
        declared: named,
        anyPermission,
        body: operation.requestBody?.content?.['application/json']?.schema,
      }
    }),
  )
}

/** Everything that a client may do which this one permission was granted to, for the whole organization. */
const broughtBy = new Map(
  permissions.map(({ fullName }) => [fullName, [...accessOf([{ permission: fullName, environments: 'all' }]).keys()]]),
)

/** The permissions that open an operation, each by itself: also those that bring a sufficient one along. */
export const permissionsOpening = ({ declared, anyPermission }: Operation): PermissionName[] =>
  permissions
    .map(({ fullName }) => fullName)
    .filter((name) => anyPermission || broughtBy.get(name)?.some((brought) => declared.includes(brought)))
