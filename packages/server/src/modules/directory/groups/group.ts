import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import type { AuditedChange } from '../../foundation/audit/record-change.ts'

/** A group as it is stored */
export interface Group {
  key: string
  /** It never changes. */
  environmentKey: string
  name: string
  description: string | null
}

/** A group as the audit trail names it */
export const groupEntity = ({ key, name }: Pick<Group, 'key' | 'name'>): AuditedChange['entity'] => ({
  type: 'group' as const,
  key,
  name,
})

/** For a name that another group of the environment has */
export const groupNameTaken = (name: string): Problem =>
  new Problem('group_name_taken', `The stage has a group named ${name} already.`)

/**
 * The contract lets a name be absent or null; a group always has one.
 * @throws Problem invalid_body
 */
export function requireGroupName(name: string | null | undefined): string {
  if (typeof name === 'string') return requireName('name', name)
  const fault = name === null ? 'must not be null' : 'is missing'
  throw new Problem('invalid_body', `The field name ${fault}: a group has a name of 1 to 256 characters.`)
}
