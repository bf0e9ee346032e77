import { authorityOfOperations } from '@portico/testing/authority-of-operations.ts'
import {
  type ApiDocument,
  type DescribedOperation,
  operationsOf,
  permissionsOpening,
} from '@portico/testing/operations.ts'
import { apis } from '../packages/server/src/http/api/apis.ts'
import { accessOfSelection } from '../packages/server/src/modules/foundation/permissions/grants.ts'
import {
  type Permission,
  permissions,
} from '../packages/server/src/modules/foundation/permissions/permission-catalogue.ts'
import { readApiDocuments } from './api-documents.ts'
import { code, note, table } from './markdown.ts'

/** docs/permissions.md: the catalogue, and who may do what. */
export async function permissionsPage(): Promise<string> {
  const rows = permissions.map((permission) => [
    permission.category,
    permission.name,
    code(permission.key),
    scopeOf(permission),
    broughtAlong(permission),
  ])
  return `${note}

# Permissions

The catalogue is the same in every organization, and so are the keys. A permission is named by its key or by its name,
with its category where several have the same name: \`Asset management > Create\`. Case does not matter.

- Scope *organization*: it holds for the whole organization. *Assets*: the catalogue allows it for single assets as
  well; API clients always hold it for the whole organization.
- *By stage*: it is granted for all stages (environments in the API), also those that are added later, or for chosen ones.
- What a permission brings along needs no selecting. The management API shows it in \`automaticPermissions\`.

${table(['Category', 'Permission', 'Key', 'Scope', 'Brings along'], rows)}

${limitedGrants}

${whoSeesWhom}

## Who may do what

Any one of the permissions that stand beside an operation opens it: one that it asks for, or one that brings such a
permission along. A permission that was granted for some stages opens the operation for what lies in those. Of
the two that open the changing of stages, *Manage stages* is for the name and *Manage portfolio* for the order.
Reading one's own organization roles takes no permission in ODC; here it does, since callers are API clients, never users.

What else counts is the API client itself: while it is suspended, once it is deleted, and in another organization than
its own, every operation answers 401. When its secret expires it gets no further tokens; those that were issued last
until they expire.

*May give* says what an operation gives or takes beside its own effect, and what the caller must hold for it. Some
permissions *control access*: ${controlling}. Nobody gives one of them, or the credentials of somebody who holds it, and
nobody takes from somebody who holds it, without holding it there themselves; an API client gets nothing at all that its
creator lacks. What a change adds is judged, not what was there. A refusal names the missing permission (403).
*Manage users* grants Developer, since it brings what Developer controls; *Manage member access* alone does not.

${(await operationTables()).join('\n\n')}
`
}

const controlling = permissions
  .filter(({ controlsAccess }) => controlsAccess)
  .map(({ name }) => `*${name}*`)
  .join(', ')

const limitedGrants = `## Limited grants

A role that is granted for a portfolio gives what lies in it: permissions by stage in its stages, permissions
for assets for its assets. A role that is granted for assets gives its permissions for assets, for these. Permissions
that hold for the whole organization come from neither: a Developer of one portfolio neither views members nor uses
Mentor. What a permission brings along stays inside the scope of the grant.`

const whoSeesWhom = `## Who sees whom

*View members* shows the users who hold an organization role at this moment, *View end users* those who hold an
end-user role in its stages or of its assets, directly or through a group. Both for the whole organization, or
*Manage users*, show everybody. A user without any role is seen by whoever may give a first one: with *Manage member
access*, or with *Manage end-user access* anywhere.

Of whom one does not see, nothing can be changed either: each operation answers as if there was no such user, and totals
leave them out. Inviting their e-mail is refused by naming *Manage users*. The audit trail, the list of sent mails and
the answers of bulk operations are whole for whoever may read them.`

const scopeOf = ({ allowsAssets, allowsEnvironments }: Permission): string =>
  `organization${allowsAssets ? ', assets' : ''}${allowsEnvironments ? ', by stage' : ''}`

/** Selected for one environment, so that what comes along there is told from what comes along everywhere. */
function broughtAlong({ fullName, allowsEnvironments }: Permission): string {
  const environments = allowsEnvironments ? new Set(['one']) : 'all'
  const access = [...accessOfSelection([{ permission: fullName, environments }])].filter(([name]) => name !== fullName)
  const everywhere = access.filter(([, where]) => where === 'all').map(([name]) => name)
  const there = access.filter(([, where]) => where !== 'all').map(([name]) => name)
  return [
    everywhere.length > 0 ? everywhere.join('; ') : '',
    there.length > 0 ? `in the same stages: ${there.join('; ')}` : '',
  ]
    .filter(Boolean)
    .join('; ')
}

/** One for each API, from what its OpenAPI document says: the same that the server is tested against. */
const operationTables = async (): Promise<string[]> =>
  [...(await readApiDocuments<ApiDocument>())].map(([name, document]) => {
    const rows = operationsOf(prefixOf(name), document).map((operation) => [
      operation.method,
      code(operation.path),
      ...openers(operation),
      mayGive(operation),
    ])
    return `### ${document.info.title}\n\n${table(['Method', 'Path', 'Asks for one of', 'Opened as well by', 'May give'], rows)}`
  })

/** What an operation may give or take. @throws Error where a writing one is missing in the list */
function mayGive({ operationId, method }: DescribedOperation): string {
  const text = authorityOfOperations[operationId]
  if (text === undefined && method !== 'GET') throw new Error(`authority-of-operations.ts lacks ${operationId}`)
  return text ?? ''
}

const prefixOf = (name: string): string => {
  const found = Object.entries(apis).find(([api]) => api === name)
  if (!found) throw new Error(`there is no API ${name}`)
  return found[1].prefix
}

function openers(operation: DescribedOperation): string[] {
  if (operation.anyPermission) return ['any permission', '']
  const bringing = permissionsOpening(operation).filter((name) => !operation.declared.includes(name))
  return [operation.declared.join('; '), bringing.join('; ')]
}
