import { answer } from '@portico/sdk'
import { identityApi } from '../../api/apis.ts'
import { permission } from '../../api/permission-names.ts'
import type { Session } from '../../api/session.ts'
import type { Choice } from '../forms/search-picker.tsx'
import { choicesOf } from './places-of.ts'

const offered = 10

/** Whether the member may see who holds organization roles */
export const maySeeMembers = (session: Session): boolean =>
  session.may([permission.viewMembers, permission.manageUsers])

/** Roles whose names contain the text, of those whose holders the member may see: end-user roles with asset and stage */
export async function findRoles(
  session: Session,
  text: string,
  signal: AbortSignal,
): Promise<{ organizationRoles: Choice[]; endUserRoles: Choice[] }> {
  const query = { limit: offered, nameContains: text || undefined }
  const [ofOrganization, ofEndUsers] = await Promise.all([
    maySeeMembers(session) ? answer(identityApi.GET('/organization-roles', { params: { query }, signal })) : undefined,
    session.may(permission.viewEndUsers)
      ? answer(identityApi.GET('/application-roles', { params: { query }, signal }))
      : undefined,
  ])
  return {
    organizationRoles: (ofOrganization?.results ?? []).map(({ key, name }) => ({ value: key, label: name ?? key })),
    endUserRoles: await choicesOf(ofEndUsers?.results ?? []),
  }
}
