import type { ListState } from '../../components/lists/use-list-state.ts'

/** What the list can be about instead of an asset and a stage. Links of groups and roles lead here with one of these. */
export const accessSubjects = ['role', 'organizationRole', 'group'] as const

/** The one role or group that the list is about */
export interface AccessSubject {
  kind: (typeof accessSubjects)[number]
  key: string
}

/**
 * Decides for all of the page what it is about: the first of them where an address has several, since the server answers
 * for no two. Undefined where it is about an asset and a stage, or all of them.
 */
export function subjectOf({ filters }: Pick<ListState<AccessSubject['kind']>, 'filters'>): AccessSubject | undefined {
  for (const kind of accessSubjects) {
    const key = filters[kind]
    if (key) return { kind, key }
  }
  return undefined
}
