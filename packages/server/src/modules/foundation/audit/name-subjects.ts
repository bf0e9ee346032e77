import type { Parts } from '../../../db/parts.ts'
import { insertSubjects } from './audit-names-repository.ts'

/**
 * Has the trail searched by the names of what an organization begins with, such as its stages: entries name it, and none
 * is about it.
 */
export const nameSubjects = (
  { db }: Parts,
  organizationKey: string,
  subjects: readonly { key: string; name: string }[],
): Promise<void> =>
  insertSubjects(
    db,
    organizationKey,
    subjects.map(({ key, name }) => [key, name] as const),
  )
